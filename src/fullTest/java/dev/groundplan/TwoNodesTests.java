package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.HandOffs;
import dev.groundplan.testing.MixedLoad;
import dev.groundplan.testing.NodeProcess;
import dev.groundplan.testing.PostgreSql;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/** Two worker JVMs and a third one that people use, on one PostgreSQL. */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = {FreshData.class, PostgreSql.class})
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/two-nodes/web",
            "groundplan.worker.enabled=false",
            "groundplan.recorder=true",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class TwoNodesTests {
    private static final Logger log = LoggerFactory.getLogger(TwoNodesTests.class);
    private static final int RUNS = Integer.getInteger("groundplan.test.runs", 500);
    private static final Path DATA = Path.of("target/test-data/two-nodes");
    private final List<NodeProcess> nodes = new ArrayList<>();
    @Autowired TestPortal portal;
    @Autowired DataSource dataSource;
    @Autowired JdbcClient jdbc;
    @Autowired ArtifactStore artifacts;

    @Value("${spring.datasource.url}")
    String database;

    @Value("${groundplan.key-file}")
    String key;

    @BeforeEach
    void startWorkers() throws IOException {
        FileSystemUtils.deleteRecursively(DATA.resolve("environments"));
        for (var name : List.of("a", "b")) {
            var data = DATA.resolve(name);
            FileSystemUtils.deleteRecursively(data);
            shareEnvironments(data);
            nodes.add(NodeProcess.start(data, settings()));
        }
        for (var node : nodes) {
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(node::isReady);
        }
    }

    /** What the recorder makes must be there on both, as servers in a cloud are. */
    private static void shareEnvironments(Path data) throws IOException {
        var shared = Files.createDirectories(DATA.resolve("environments")).toAbsolutePath();
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("environments"), shared);
    }

    private List<String> settings() {
        return List.of(
                "spring.datasource.url=" + database,
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "groundplan.key-file=" + key,
                "groundplan.recorder=true",
                "groundplan.catalog.folders=src/test/resources/recorder-catalog",
                "groundplan.worker.threads=4");
    }

    @AfterEach
    void stopWorkers() throws Exception {
        for (var node : nodes) {
            node.close();
        }
    }

    @Test
    void keepsEveryInvariantOverManyRuns() throws Exception {
        var seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
        log.info("{} runs with seed {}", RUNS, seed);
        var began = System.nanoTime();
        var load = new MixedLoad(portal, seed, RUNS);

        load.run(15);

        var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        awaitRest();
        var handOffs = HandOffs.of(dataSource);
        log.info(
                "{} runs in {} s, seed {}: {}; {} refusals; {}",
                count("select count(*) from run"),
                seconds,
                seed,
                handOffs,
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
        assertThat(unexplainedFailures()).isEmpty();
        assertThat(count("select count(distinct worker_id) from execution")).isEqualTo(2);
    }

    /** A run has ended in the database a moment before its worker has cleared away. */
    private void awaitRest() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                count(
                                                "select count(*) from scheduled_tasks where task_name like 'run:%'")
                                        == 0);
    }

    private List<String> unexplainedFailures() {
        return jdbc.sql(
                        """
                        select failure from run where status = 'FAILED'
                            and failure not like 'The recorder failed as it was told to.'
                            and failure not like 'The environment was changed while it was checked%'
                        """)
                .query(String.class)
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
