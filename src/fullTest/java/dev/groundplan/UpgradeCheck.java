package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.MixedLoad;
import dev.groundplan.testing.NodeProcess;
import dev.groundplan.testing.PostgreSql;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * A node of an older version makes the tables and goes on while this version upgrades them, works
 * beside it, and takes its place. Not a test of the build: scripts/upgrade-check runs it.
 */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(
        initializers = {FreshData.class, PostgreSql.class, UpgradeCheck.OldNodeFirst.class})
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/upgrade/web",
            "groundplan.roles=web",
            "groundplan.recorder=true",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class UpgradeCheck {
    private static final Logger log = LoggerFactory.getLogger(UpgradeCheck.class);
    private static final int RUNS = Integer.getInteger("groundplan.test.runs", 300);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Path DATA = Path.of("target/test-data/upgrade");
    private static NodeProcess old;
    private static List<String> settings;
    private NodeProcess beside;
    private NodeProcess instead;
    @Autowired TestPortal portal;
    @Autowired DataSource dataSource;
    @Autowired JdbcClient jdbc;
    @Autowired ArtifactStore artifacts;

    /** Before the context of this version is there: the tables are of the old version at first. */
    static class OldNodeFirst
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var environment = context.getEnvironment();
            settings =
                    List.of(
                            "spring.datasource.url="
                                    + environment.getProperty("spring.datasource.url"),
                            "spring.datasource.username=postgres",
                            "spring.datasource.password=postgres",
                            "groundplan.key-file=" + environment.getProperty("groundplan.key-file"),
                            "groundplan.recorder=true",
                            "groundplan.catalog.folders=src/test/resources/recorder-catalog",
                            "groundplan.worker.drain=30s");
            try {
                FileSystemUtils.deleteRecursively(DATA.resolve("environments"));
                var classpath = System.getProperty("groundplan.test.old-classpath");
                old = ready(NodeProcess.start(classpath, folder("a"), settings));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @AfterEach
    void stopNodes() throws Exception {
        for (var node : new NodeProcess[] {old, beside, instead}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Test
    void losesNothingWhileOneNodeIsUpgraded() throws Exception {
        var seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
        var migrations = count("select count(*) from flyway_schema_history");
        beside = ready(NodeProcess.start(folder("b"), settings));
        var load = new MixedLoad(portal, seed, RUNS);
        var people = Executors.newSingleThreadExecutor();
        var began = System.nanoTime();
        var done = people.submit(() -> atWork(load));
        until("select count(*) from run where status = 'APPLIED'", RUNS / 8);

        var byOld = upgrade();

        done.get(15, TimeUnit.MINUTES);
        people.shutdown();
        awaitRest();
        log.info(
                "{} runs over an upgrade in {} s, seed {}: {} migrations, {} executions by the old node; {} refusals; {}",
                count("select count(*) from run"),
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                seed,
                migrations,
                byOld,
                load.refused(),
                jdbc.sql("select status, count(*) from run group by status order by status")
                        .query()
                        .listOfRows());
        var checker =
                new RunChecker(dataSource, DATA.resolve("a"), DATA.resolve("b"))
                        .told(load.accepted())
                        .reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
        assertThat(count("select count(*) from run where status = 'UNKNOWN'")).isZero();
        assertThat(byOld).as("executions by the old node").isPositive();
        assertThat(count("select count(distinct worker_id) from execution")).isEqualTo(3);
    }

    private static Void atWork(MixedLoad load) throws Exception {
        load.run(15);
        return null;
    }

    /** Stops it in order, as an operator does, and starts this version in its place. */
    private long upgrade() throws Exception {
        old.close();
        var executions =
                count(
                        """
                        select count(*) from execution where worker_id =
                            (select id from worker order by started_at fetch first 1 rows only)
                        """);
        instead = ready(NodeProcess.start(folder("a"), settings));
        return executions;
    }

    private static Path folder(String name) throws IOException {
        var data = DATA.resolve(name);
        if (name.equals("b") || old == null) {
            FileSystemUtils.deleteRecursively(data);
            var shared = Files.createDirectories(DATA.resolve("environments")).toAbsolutePath();
            Files.createDirectories(data);
            Files.createSymbolicLink(data.resolve("environments"), shared);
        }
        return data;
    }

    private static NodeProcess ready(NodeProcess node) throws IOException {
        try {
            Awaitility.await().atMost(PATIENCE).until(node::isReady);
            return node;
        } catch (ConditionTimeoutException e) {
            node.end();
            throw e;
        }
    }

    /** A run has ended in the database a moment before its worker has cleared away. */
    private void awaitRest() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                count(
                                                "select count(*) from scheduled_tasks where task_name like 'run:%'")
                                        == 0);
    }

    private void until(String sql, long least) {
        Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> count(sql) >= least);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
