package dev.groundplan.run.web;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/**
 * Pages with sample views and nothing behind them: for {@link PagesRenderTests}, and to look at. To
 * look, run the main method and open /preview.
 */
@Profile("preview")
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    HttpMessageConvertersAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
@ComponentScan(
        basePackages = "dev.groundplan.page",
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*TimeConfiguration"))
@Import({PreviewController.class, PreviewStream.class})
class PreviewApplication {

    @Bean
    Clock clock() {
        return Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    }

    public static void main(String[] arguments) {
        var application = new SpringApplication(PreviewApplication.class);
        application.setAdditionalProfiles("preview");
        application.run(arguments);
    }
}
