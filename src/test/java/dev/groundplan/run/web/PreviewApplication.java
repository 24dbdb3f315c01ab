package dev.groundplan.run.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;

/** Sample pages. */
@SpringBootConfiguration(proxyBeanMethods = false)
class PreviewApplication {
    public static void main(String[] args) {
        SpringApplication.run(PreviewApplication.class, args);
    }
}
