package dev.groundplan;

import dev.groundplan.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The portal: web part and worker in one process, each of which can be switched off. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Groundplan {
    public static void main(String[] args) {
        if (Commands.isOne(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication.run(Groundplan.class, args);
    }
}
