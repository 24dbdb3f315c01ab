package dev.groundplan.engine.puppet;

import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Sandbox;
import dev.groundplan.engine.process.Tools;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** The engine as Spring puts it together, with nothing else of the portal. */
final class PuppetBench {
    private PuppetBench() {}

    static ConfigurableApplicationContext start(Path data, Map<String, String> settings) {
        var all = new TreeMap<String, Object>(settings);
        all.put("groundplan.data", data.toString());
        all.putIfAbsent("groundplan.sandbox", "auto");
        all.putIfAbsent("groundplan.puppet.local", "true");
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.register(Parts.class);
        context.refresh();
        return context;
    }

    @EnableConfigurationProperties(ProcessProperties.class)
    @Import({
        Tools.class,
        Sandbox.class,
        ProcessRunner.class,
        Installation.class,
        CommandLines.class,
        PuppetPlanner.class,
        PuppetApplier.class,
        PuppetEngine.class
    })
    static class Parts {}
}
