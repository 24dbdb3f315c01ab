package dev.groundplan;

import dev.groundplan.backup.Restore;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The portal: web part and worker in one process, each of which can be switched off. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Groundplan {
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("restore")) {
            System.exit(Restore.run(List.of(args).subList(1, args.length), System.out));
        }
        SpringApplication.run(Groundplan.class, args);
    }
}
