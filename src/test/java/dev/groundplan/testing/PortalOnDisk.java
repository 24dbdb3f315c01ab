package dev.groundplan.testing;

import dev.groundplan.Groundplan;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A portal with its database on disk, which is started and stopped as often as a test likes. */
public final class PortalOnDisk {
    private final Path data;

    public PortalOnDisk(Path data) {
        this.data = data;
    }

    public ConfigurableApplicationContext start(String... more) {
        var settings = new ArrayList<>(List.of(settings()));
        settings.add("--groundplan.recorder=true");
        settings.add("--groundplan.worker.poll=200ms");
        settings.add("--server.port=0");
        settings.add(
                "--groundplan.catalog.folders=templates-catalog,src/test/resources/recorder-catalog");
        settings.addAll(List.of(more));
        return new SpringApplicationBuilder(Groundplan.class)
                .profiles("demo")
                .run(settings.toArray(String[]::new));
    }

    /** Those that a command needs to find it. */
    public String[] settings() {
        return new String[] {"--groundplan.data=" + data, "--groundplan.sandbox=off"};
    }

    /** Requested, approved and applied, with values by name. */
    public static Run applied(
            ConfigurableApplicationContext portal, String template, Object... namesAndValues) {
        var people = portal.getBean(TestPortal.class);
        var run = people.provision(template, false, people.values(namesAndValues));
        people.await(run, RunStatus.AWAITING_APPROVAL);
        people.approve(run);
        return people.await(run, RunStatus.APPLIED);
    }
}
