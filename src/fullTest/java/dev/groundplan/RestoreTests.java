package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.backup.Backups;
import dev.groundplan.backup.Restore;
import dev.groundplan.checker.Accepted;
import dev.groundplan.checker.RunChecker;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.MixedLoad;
import dev.groundplan.testing.ServerTools;
import dev.groundplan.testing.TestPortal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** F39: a backup is taken under load and restored elsewhere, after more was applied. */
class RestoreTests {
    private static final Logger log = LoggerFactory.getLogger(RestoreTests.class);
    private static final int RUNS = Integer.getInteger("groundplan.test.restore-runs", 40);
    private static final int THREADS = 4;
    private static final Path FOLDER = Path.of("target/test-data/restore").toAbsolutePath();
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Path first = FOLDER.resolve("first");
    private final Path second = FOLDER.resolve("second");

    /** What the portal of before knew at its end, and the one of after has to say. */
    private record Before(
            List<Accepted> accepted,
            Run approved,
            Run applying,
            List<Run> hanging,
            Set<UUID> executions,
            Duration took) {}

    private interface Copy {
        void take(ConfigurableApplicationContext portal) throws Exception;
    }

    @BeforeEach
    void clear() throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(first);
    }

    @Test
    void bringsH2BackWithWhatItForgotNeedingRecovery() throws Exception {
        var before = work(List.of(), portal -> portal.getBean(Backups.class).make(null));
        Files.createDirectories(second);
        Files.copy(first.resolve("master.key"), second.resolve("master.key"));

        assertThat(
                        restore(
                                newestBackup().toString(),
                                "--groundplan.data=" + second,
                                "--ledger=" + first.resolve("ledger")))
                .contains("key1");

        try (var portal = start(second, List.of())) {
            check(portal, second, before);
        }
    }

    @Test
    void bringsPostgreSqlBackWithItsOwnTools() throws Exception {
        assumeThat(ServerTools.present()).isTrue();
        try (var server = ServerTools.start(FOLDER.resolve("server"))) {
            var dump = FOLDER.resolve("groundplan.dump");
            var from = server.settings(server.create("before"));
            var before = work(from, portal -> server.dump("before", dump));
            server.create("after");
            server.restore(dump, "after");

            restore(
                    "--spring.datasource.url=" + server.url("after"),
                    "--spring.datasource.username=postgres",
                    "--ledger=" + first.resolve("ledger"));

            try (var portal = start(first, server.settings(server.url("after")))) {
                check(portal, first, before);
            }
        }
    }

    private Path newestBackup() throws Exception {
        try (var files = Files.list(first.resolve("backups"))) {
            return files.max(java.util.Comparator.naturalOrder()).orElseThrow();
        }
    }

    private static String restore(String... arguments) {
        var said = new ByteArrayOutputStream();
        int code = Restore.run(List.of(arguments), new PrintStream(said, true));
        assertThat(code).as(said.toString()).isZero();
        return said.toString();
    }

    private static ConfigurableApplicationContext start(Path data, List<String> settings) {
        var arguments = new ArrayList<String>();
        arguments.add("--groundplan.data=" + data);
        arguments.add("--groundplan.recorder=true");
        arguments.add("--groundplan.catalog.folders=src/test/resources/recorder-catalog");
        arguments.add("--groundplan.worker.threads=" + THREADS);
        arguments.add("--server.port=0");
        settings.forEach(setting -> arguments.add("--" + setting));
        return new SpringApplicationBuilder(Groundplan.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
    }

    /** People work; a copy is taken in the middle; people go on until all is at rest. */
    private Before work(List<String> settings, Copy copy) throws Exception {
        try (var context = start(first, settings)) {
            var portal = context.getBean(TestPortal.class);
            var applying = portal.awaitingApproval("inline", false, "count", 200, "millis", 1000);
            var approved = portal.awaitingApproval("count", 3);
            var load = new MixedLoad(portal, seed, RUNS);
            var people = Executors.newSingleThreadExecutor();
            try {
                var working =
                        people.submit(
                                () -> {
                                    load.run(8);
                                    return true;
                                });
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> load.accepted().size() >= RUNS / 3);
                portal.approve(applying);
                portal.await(applying, RunStatus.APPLYING);
                var hanging = keepWorkersBusy(portal);
                portal.approve(approved);
                var accepted = List.copyOf(load.accepted());
                var began = System.nanoTime();
                copy.take(context);
                var took = Duration.ofNanos(System.nanoTime() - began);
                hanging.forEach(portal::cancel);
                portal.cancel(applying);
                working.get();
                portal.await(approved, RunStatus.APPLIED);
                portal.await(applying, RunStatus.CANCELED);
                return new Before(accepted, approved, applying, hanging, executions(context), took);
            } finally {
                people.shutdownNow();
            }
        }
    }

    /** Each plan hangs until it is canceled: what is approved meanwhile can't begin. */
    private static List<Run> keepWorkersBusy(TestPortal portal) {
        var hanging = new ArrayList<Run>();
        var values = portal.values("inline", false, "hang", "PLAN");
        for (int i = 1; i < THREADS; i++) {
            hanging.add(portal.provision("recorder", true, values));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () ->
                                hanging.stream()
                                        .map(portal::now)
                                        .allMatch(run -> run.status() == RunStatus.PLANNING));
        return hanging;
    }

    private static Set<UUID> executions(ConfigurableApplicationContext context) {
        return new HashSet<>(
                context.getBean(JdbcClient.class)
                        .sql("select id from execution where phase = 'APPLY'")
                        .query(UUID.class)
                        .list());
    }

    private void check(ConfigurableApplicationContext context, Path data, Before before)
            throws Exception {
        var portal = context.getBean(TestPortal.class);
        var jdbc = context.getBean(JdbcClient.class);
        var forgotten = forgotten(jdbc);
        assertThat(portal.now(before.approved()).status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(cameFrom(jdbc, before.approved())).isEqualTo("APPROVED");
        assertThat(portal.now(before.applying()).status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(needRecovery(context)).containsAll(known(jdbc, forgotten));
        assertThat(knownTo(jdbc)).as("seed " + seed).containsAll(before.executions());
        before.hanging().forEach(portal::cancel);
        atRest(jdbc);
        verify(context, data, before);
        int recovered = 0;
        for (var id : needRecovery(context)) {
            var run = portal.await(portal.recover(id), RunStatus.AWAITING_APPROVAL);
            portal.approve(run);
            portal.await(run, RunStatus.APPLIED);
            recovered++;
        }
        atRest(jdbc);
        assertThat(needRecovery(context)).isEmpty();
        verify(context, data, before);
        log.info(
                "A backup under load took {} ms; {} applies forgotten, {} environments recovered, {} not known any more; {} runs, seed {}",
                before.took().toMillis(),
                forgotten.size(),
                recovered,
                forgotten.size() - known(jdbc, forgotten).size(),
                RUNS,
                seed);
    }

    /** Environments of applies that the restored database does not know. */
    private static List<UUID> forgotten(JdbcClient jdbc) {
        return jdbc.sql("select distinct environment_id from forgotten_apply")
                .query(UUID.class)
                .list();
    }

    private static List<EnvironmentId> known(JdbcClient jdbc, List<UUID> environments) {
        var all = jdbc.sql("select id from environment").query(UUID.class).list();
        return environments.stream().filter(all::contains).map(EnvironmentId::new).toList();
    }

    private static List<EnvironmentId> needRecovery(ConfigurableApplicationContext context) {
        var environments = context.getBean(Environments.class);
        return environments.live().stream()
                .filter(id -> environments.get(id).condition() == Environment.Condition.UNKNOWN)
                .toList();
    }

    private static String cameFrom(JdbcClient jdbc, Run run) {
        return jdbc.sql(
                        "select from_status from run_event where run_id = :run and to_status = 'UNKNOWN'")
                .param("run", run.id().value())
                .query(String.class)
                .single();
    }

    /** Each apply of before is in the database again, or is known to be forgotten. */
    private static Set<UUID> knownTo(JdbcClient jdbc) {
        return new HashSet<>(
                jdbc.sql(
                                "select id from execution where phase = 'APPLY' union select id from forgotten_apply")
                        .query(UUID.class)
                        .list());
    }

    private void atRest(JdbcClient jdbc) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(
                        () ->
                                jdbc.sql(
                                                        """
                                                        select (select count(*) from run where status in ('PLANNING', 'APPROVED', 'APPLYING'))
                                                            + (select count(*) from scheduled_tasks where task_name like 'run:%')
                                                        """)
                                                .query(Long.class)
                                                .single()
                                        == 0);
    }

    private void verify(ConfigurableApplicationContext context, Path data, Before before) {
        var artifacts = context.getBean(ArtifactStore.class);
        assertThat(
                        new RunChecker(context.getBean(DataSource.class), data)
                                .told(before.accepted())
                                .reading(id -> artifacts.read(new ArtifactId(id)))
                                .check())
                .as("seed " + seed)
                .isEmpty();
    }
}
