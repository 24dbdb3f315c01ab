package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.NodeProcess;
import dev.groundplan.testing.PostgreSql;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/** F01 and F02: a worker is killed in the middle of plans and applies, and started again. */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = {FreshData.class, PostgreSql.class})
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/worker-kills/web",
            "groundplan.worker.enabled=false",
            "groundplan.recorder=true",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class WorkerKillTests {
    private static final Logger log = LoggerFactory.getLogger(WorkerKillTests.class);
    private static final int KILLS = Integer.getInteger("groundplan.test.kills", 3);
    private static final int IN_FLIGHT = 8;
    private static final Path DATA = Path.of("target/test-data/worker-kills/worker");
    private final List<Long> recoveries = new ArrayList<>();
    private final Map<RunStatus, Integer> killed = new EnumMap<>(RunStatus.class);
    private final Map<RunStatus, Integer> became = new EnumMap<>(RunStatus.class);
    @Autowired TestPortal portal;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;

    @Value("${spring.datasource.url}")
    String database;

    @Value("${groundplan.key-file}")
    String key;

    private NodeProcess worker;

    @BeforeEach
    void startWorker() throws IOException {
        FileSystemUtils.deleteRecursively(DATA);
        worker = start();
    }

    private NodeProcess start() throws IOException {
        var node =
                NodeProcess.start(
                        DATA,
                        List.of(
                                "spring.datasource.url=" + database,
                                "spring.datasource.username=postgres",
                                "spring.datasource.password=postgres",
                                "groundplan.key-file=" + key,
                                "groundplan.recorder=true",
                                "groundplan.catalog.folders=src/test/resources/recorder-catalog",
                                "groundplan.worker.threads=8"));
        Awaitility.await().atMost(Duration.ofMinutes(4)).until(node::isReady);
        return node;
    }

    @AfterEach
    void stopWorker() throws Exception {
        worker.close();
    }

    @Test
    void losesNothingAndAppliesNothingTwice() throws Exception {
        var seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
        log.info("{} kills with seed {}", KILLS, seed);
        var random = new Random(seed);

        for (int i = 0; i < KILLS; i++) {
            killOnce(random);
        }

        log.info(
                "{} kills, {} run-kills by status {}, which became {}; recovery in ms {}; seed {}",
                KILLS,
                killed.values().stream().mapToInt(n -> n).sum(),
                killed,
                became,
                recoveries,
                seed);
        assertThat(became).as("seed " + seed).doesNotContainKey(RunStatus.UNKNOWN);
        var checker =
                new RunChecker(dataSource, DATA).reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
    }

    private void killOnce(Random random) throws Exception {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            var planned =
                    portal.provision(
                            "inline",
                            false,
                            "count",
                            5,
                            "millis",
                            150 + random.nextInt(200),
                            "plan_millis",
                            random.nextInt(600),
                            "chatter",
                            20);
            runs.add(planned);
        }
        for (int i = 0; i < IN_FLIGHT / 2; i++) {
            portal.approve(portal.await(runs.get(i), RunStatus.AWAITING_APPROVAL));
        }
        Thread.sleep(random.nextInt(1500));
        worker.kill();
        runs.forEach(run -> killed.merge(portal.now(run).status(), 1, Integer::sum));
        worker = start();
        long ready = System.nanoTime();
        for (var run : runs) {
            settle(run);
            became.merge(portal.now(run).status(), 1, Integer::sum);
        }
        recoveries.add(Duration.ofNanos(System.nanoTime() - ready).toMillis());
    }

    private void settle(Run run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> rests(portal.now(run)));
    }

    private static boolean rests(Run run) {
        return run.status().isFinal()
                || run.status() == RunStatus.AWAITING_APPROVAL
                || run.status() == RunStatus.UNKNOWN;
    }
}
