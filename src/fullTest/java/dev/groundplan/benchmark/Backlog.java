package dev.groundplan.benchmark;

import dev.groundplan.Groundplan;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.PostgreSql;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs that wait for a worker, made by a portal in this very process, which is closed before the
 * one that is measured starts.
 *
 * @param data of the node that will work on them
 * @param database settings as {@code name=value}; none for the embedded one
 */
record Backlog(Path data, List<String> database) {
    static final int THREADS = 8;

    static Backlog onH2(Path folder) {
        return new Backlog(folder.resolve("h2"), List.of());
    }

    static Backlog onPostgreSql(Path folder) {
        return new Backlog(
                folder.resolve("postgresql"), PostgreSql.settings(PostgreSql.freshDatabase()));
    }

    /** What every process on it is told. */
    List<String> settings(int threads, String... more) {
        var settings = new ArrayList<>(database);
        settings.addAll(
                List.of(
                        "groundplan.recorder=true",
                        "groundplan.catalog.folders=src/test/resources/recorder-catalog",
                        "groundplan.worker.threads=" + threads));
        settings.addAll(List.of(more));
        return settings;
    }

    /** Each in an environment of its own, planned and approved by a person. */
    void addApproved(int runs, Object... values) {
        var made = new ArrayList<Run>();
        with(
                "web,worker",
                portal -> {
                    for (int i = 0; i < runs; i++) {
                        made.add(portal.provision(values));
                    }
                    made.forEach(run -> portal.await(run, RunStatus.AWAITING_APPROVAL));
                    return made;
                });
        with(
                "web",
                portal -> {
                    made.forEach(portal::approve);
                    return made;
                });
    }

    /** Requested, and nothing more. */
    void addQueued(int runs) {
        with(
                "web",
                portal -> {
                    for (int i = 0; i < runs; i++) {
                        portal.provision();
                    }
                    return runs;
                });
    }

    private void with(String roles, Function<TestPortal, Object> work) {
        try (var context = open(roles)) {
            work.apply(context.getBean(TestPortal.class));
        }
    }

    private ConfigurableApplicationContext open(String roles) {
        var arguments =
                settings(
                                THREADS,
                                "groundplan.roles=" + roles,
                                "server.port=0",
                                "groundplan.data=" + data)
                        .stream()
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new);
        return new SpringApplicationBuilder(Groundplan.class)
                .profiles("demo")
                .logStartupInfo(false)
                .properties("logging.level.root=warn")
                .run(arguments);
    }

    /** From the first to the last transition of this kind. */
    Duration between(RunStatus first, RunStatus last) {
        try (var context = open("web")) {
            var jdbc = context.getBean(JdbcClient.class);
            return Duration.between(at(jdbc, "min", first.name()), at(jdbc, "max", last.name()));
        }
    }

    private static OffsetDateTime at(JdbcClient jdbc, String which, String status) {
        return jdbc.sql("select " + which + "(at) from run_event where to_status = :status")
                .param("status", status)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                .single();
    }

    static void await(Duration patience, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(patience).pollInterval(Duration.ofMillis(200)).until(condition);
    }
}
