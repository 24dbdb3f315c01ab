package dev.groundplan.engine.chef;

import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Sandbox;
import dev.groundplan.engine.process.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** The engine as Spring puts it together, with nothing else of the portal. */
final class ChefBench {
    private ChefBench() {}

    static ConfigurableApplicationContext start(Path data, Map<String, String> settings) {
        var all = new TreeMap<String, Object>(settings);
        all.put("groundplan.data", data.toString());
        all.putIfAbsent("groundplan.sandbox", "auto");
        all.putIfAbsent("groundplan.chef.local", "true");
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.register(Parts.class);
        context.refresh();
        return context;
    }

    /** The program that stands in for the real client: see its own words. */
    static Path standIn(Path folder) throws IOException {
        var program = Files.createDirectories(folder.resolve("stand-in")).resolve("cinc-client");
        try (var resource = ChefBench.class.getResourceAsStream("/chef-standin/cinc-client")) {
            Files.write(program, Objects.requireNonNull(resource).readAllBytes());
        }
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @EnableConfigurationProperties(ProcessProperties.class)
    @Import({
        Tools.class,
        Sandbox.class,
        ProcessRunner.class,
        Installation.class,
        CommandLines.class,
        ChefPlanner.class,
        ChefApplier.class,
        ChefEngine.class
    })
    static class Parts {}
}
