package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.checker.RunChecker;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.NodeProcess;
import dev.groundplan.testing.TestPortal;
import dev.groundplan.testing.WorkerlessPortal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.FileSystemUtils;

/** A worker is stopped, or killed while it applies with Terraform, and started again. */
@WorkerlessPortal
class WorkerKillTests {
    private static final Logger log = LoggerFactory.getLogger(WorkerKillTests.class);
    private static final int STOPS = Integer.getInteger("groundplan.test.stops", 1);
    private static final int TERRAFORM_KILLS = Integer.getInteger("groundplan.test.tf-kills", 1);
    private static final int IN_FLIGHT = 8;
    private static final int TERRAFORMS = 4;
    private static final Path DATA = Path.of("target/test-data/worker-kills/worker");
    private final List<Long> recoveries = new ArrayList<>();
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Map<RunStatus, Integer> found = new EnumMap<>(RunStatus.class);
    private final Map<RunStatus, Integer> became = new EnumMap<>(RunStatus.class);
    @Autowired TestPortal portal;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @Autowired Engines engines;
    @Autowired Catalog catalog;
    @Autowired RunLog runLog;

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
                                "groundplan.catalog.folders=" + WorkerlessPortal.CATALOG,
                                "groundplan.worker.threads=8"));
        node.awaitReady(Duration.ofMinutes(4));
        return node;
    }

    @AfterEach
    void stopWorker() throws Exception {
        worker.close();
    }

    /** F32: as a deployment does. */
    @Test
    void leavesNothingUnknownWhenItIsStopped() throws Exception {
        interrupt(STOPS, NodeProcess::close);

        assertThat(became).as("seed " + seed).doesNotContainKey(RunStatus.UNKNOWN);
    }

    /** F02 with a tool that is real. */
    @Test
    void followsRealTerraform() throws Exception {
        assumeThat(engines.get(new EngineKind("terraform")).availability().missing()).isNull();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> catalog.current("rolling-restart").isPresent());
        var random = new Random(seed);
        for (int i = 0; i < TERRAFORM_KILLS; i++) {
            killTerraform(random);
        }
        log.info(
                "{} kills of {} runs of Terraform, found as {}, which became {}; at rest {} after the worker was ready again; seed {}",
                TERRAFORM_KILLS,
                TERRAFORM_KILLS * TERRAFORMS,
                found,
                became,
                spread(),
                seed);
        assertThat(became).as("seed " + seed).doesNotContainKey(RunStatus.UNKNOWN);
    }

    private void killTerraform(Random random) throws Exception {
        var approver = new Approver();
        for (int i = 0; i < TERRAFORMS; i++) {
            approver.runs.add(
                    portal.provision(
                            "rolling-restart",
                            false,
                            portal.values("service", "orders", "seconds", 1)));
        }
        interrupt(approver, 2000 + random.nextInt(9000), NodeProcess::kill);
        for (var run : approver.runs) {
            var created = log(run).lines().filter(line -> line.contains("Creation complete"));
            if (neverBegan(portal.now(run))) {
                assertThat(created).as("seed " + seed).isEmpty();
            } else {
                assertThat(log(run)).as("seed " + seed).contains("Apply complete!");
                assertThat(created)
                        .as("no line is missing, none is there twice; seed " + seed)
                        .hasSize(11)
                        .doesNotHaveDuplicates();
            }
        }
    }

    /** Killed between the mark and the start of the tool: its plan is used up, nothing was done. */
    private static boolean neverBegan(Run run) {
        return run.status() == RunStatus.FAILED
                && run.ending().effect() == Effect.NONE
                && run.ending().failure().contains("stopped before Terraform was started");
    }

    private String log(Run run) {
        return runLog.after(run.id(), 0, 10_000).stream()
                .map(LogChunk::text)
                .collect(Collectors.joining("\n"));
    }

    private interface Blow {
        void strike(NodeProcess node) throws Exception;
    }

    private void interrupt(int times, Blow blow) throws Exception {
        var random = new Random(seed);
        for (int i = 0; i < times; i++) {
            interrupt(random, blow);
        }
        log.info(
                "{} interruptions of {} runs, found as {}, which became {}; at rest {} after the worker was ready again; seed {}",
                times,
                times * IN_FLIGHT,
                found,
                became,
                spread(),
                seed);
        var checker =
                new RunChecker(dataSource, DATA).reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
    }

    private void interrupt(Random random, Blow blow) throws Exception {
        var approver = new Approver();
        for (int i = 0; i < IN_FLIGHT; i++) {
            approver.runs.add(
                    portal.provision(
                            "inline",
                            false,
                            "count",
                            4,
                            "millis",
                            50 + random.nextInt(250),
                            "plan_millis",
                            random.nextInt(400),
                            "chatter",
                            20));
        }
        interrupt(approver, random.nextInt(2500), blow);
    }

    private void interrupt(Approver approver, int millis, Blow blow) throws Exception {
        approver.start();
        Thread.sleep(millis);
        approver.end();
        blow.strike(worker);
        approver.runs.forEach(run -> found.merge(portal.now(run).status(), 1, Integer::sum));
        worker = start();
        long ready = System.nanoTime();
        approver.awaitAll();
        recoveries.add(Duration.ofNanos(System.nanoTime() - ready).toMillis());
        approver.runs.forEach(run -> became.merge(portal.now(run).status(), 1, Integer::sum));
    }

    private String spread() {
        var sorted = recoveries.stream().sorted().toList();
        return "p50 %d ms, longest %d ms"
                .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    /** Approves every plan as soon as it is there, but does nothing while nobody works. */
    private final class Approver extends Thread {
        private final List<Run> runs = new ArrayList<>();
        private volatile boolean ended;

        Approver() {
            super("approver");
            setDaemon(true);
        }

        void end() throws InterruptedException {
            ended = true;
            join();
        }

        @Override
        public void run() {
            while (!ended && !isInterrupted()) {
                approveOnce();
                LockSupport.parkNanos(5_000_000);
            }
        }

        void awaitAll() {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> {
                                approveOnce();
                                return runs.stream().allMatch(run -> rests(portal.now(run)));
                            });
        }

        private void approveOnce() {
            for (var run : runs) {
                if (portal.now(run).status() == RunStatus.AWAITING_APPROVAL) {
                    portal.approve(run);
                }
            }
        }
    }

    private static boolean rests(Run run) {
        return run.status().isFinal() || run.status() == RunStatus.UNKNOWN;
    }
}
