package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.MortalWorker;
import dev.groundplan.testing.TestPortal;
import dev.groundplan.testing.WorkerlessPortal;
import dev.groundplan.testing.fault.KillPoint;
import dev.groundplan.testing.fault.KillPoint.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * F01 and F02: a worker is killed in the middle of eight plans, then of their applies, and now and
 * then while it recovers; from outside at any moment, or at a point of its work by itself.
 */
@WorkerlessPortal
class RunKillTests {
    private static final Logger log = LoggerFactory.getLogger(RunKillTests.class);
    private static final int KILLS = Integer.getInteger("groundplan.test.kills", 3);

    /** So many hit every phase, whatever the seed is. */
    private static final int MANY = 12;

    private static final int IN_FLIGHT = 8;
    private static final Path DATA = Path.of("target/test-data/worker-kills/runs");
    private static final Duration REACHES = Duration.ofSeconds(20);
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Map<Stage, Deque<KillPoint>> points = new EnumMap<>(Stage.class);
    private int kills;
    private KillHistogram histogram;
    @Autowired TestPortal portal;
    @Autowired DataSource dataSource;
    @Autowired JdbcClient jdbc;
    @Autowired ArtifactStore artifacts;
    @Autowired Environment environment;

    @BeforeEach
    void nothingHitYet() {
        histogram = new KillHistogram(jdbc);
    }

    @Test
    void losesNothingAndAppliesNothingTwice() throws Exception {
        try (var worker = MortalWorker.start(DATA, environment)) {
            for (int round = 0; kills < KILLS; round++) {
                round(worker, round);
            }
        }
        log.info("{} kills of {} runs, {}; seed {}", kills, IN_FLIGHT, histogram, seed);
        var checker =
                new RunChecker(dataSource, DATA).reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
        assertThat(histogram.became.keySet())
                .as("every host came back, so every end is proven; seed " + seed)
                .isSubsetOf("APPLIED", "FAILED");
        if (KILLS >= MANY) {
            assertThat(histogram.hit("PLANNING")).as("seed " + seed).isPositive();
            assertThat(histogram.hit("APPLYING")).as("seed " + seed).isPositive();
        }
        assertThat(histogram.slowest()).as("seed " + seed).isLessThan(30_000);
    }

    private void round(MortalWorker worker, int round) throws Exception {
        boolean outside = round % 2 == 1;
        var runs = new ArrayList<Run>();
        var kill = outside ? null : next(Stage.PLAN);
        strike(worker, kill, () -> request(runs), random.nextInt(1600));
        recover(worker, runs, kill, run -> run.status() == RunStatus.AWAITING_APPROVAL);

        var second = outside ? null : next(Stage.APPLY);
        strike(worker, second, () -> approve(runs), random.nextInt(1400));
        if (round % 3 == 0) {
            histogram.found(runs);
            killAgain(worker);
        }
        recover(worker, runs, second, RunKillTests::isUnknown);
        histogram.became(runs);
    }

    private void approve(List<Run> runs) {
        runs.stream()
                .filter(run -> portal.now(run).status() == RunStatus.AWAITING_APPROVAL)
                .forEach(portal::approve);
    }

    private static boolean isUnknown(Run run) {
        return run.status() == RunStatus.UNKNOWN;
    }

    private void request(List<Run> runs) {
        for (int i = 0; i < IN_FLIGHT; i++) {
            runs.add(
                    portal.provision(
                            "inline",
                            false,
                            "count",
                            3,
                            "millis",
                            100 + random.nextInt(300),
                            "plan_millis",
                            400 + random.nextInt(1200),
                            "chatter",
                            20));
        }
    }

    /** In an order by chance, until all had their turn. */
    private KillPoint next(Stage stage) {
        var left = points.computeIfAbsent(stage, any -> new ArrayDeque<>());
        if (left.isEmpty()) {
            var all = new ArrayList<>(KillPoint.in(stage));
            Collections.shuffle(all, random);
            left.addAll(all);
        }
        return left.remove();
    }

    /** At a point while that is done, or some time after it. */
    private void strike(MortalWorker worker, @Nullable KillPoint point, Runnable work, int millis)
            throws Exception {
        if (point != null) {
            worker.node().arm(point, passage(point));
        }
        work.run();
        if (point == null) {
            Thread.sleep(millis);
        } else {
            reached(worker, point);
        }
        worker.kill();
        kills++;
    }

    private void reached(MortalWorker worker, KillPoint point) throws Exception {
        if (worker.endsWithin(REACHES)) {
            histogram.points.merge(point, 1, Integer::sum);
        } else {
            histogram.missed.add(point);
        }
    }

    /** Late for what runs come by early, and the other way round: most of them are in between. */
    private int passage(KillPoint point) {
        return point.isEarly() ? 4 + random.nextInt(5) : 1 + random.nextInt(3);
    }

    private void killAgain(MortalWorker worker) throws Exception {
        var point = next(Stage.RECOVERY);
        worker.restartArmed(point, 1 + random.nextInt(3));
        reached(worker, point);
        worker.kill();
        kills++;
    }

    private void recover(
            MortalWorker worker, List<Run> runs, @Nullable KillPoint point, Predicate<Run> there)
            throws Exception {
        histogram.found(runs);
        worker.restart();
        long ready = System.nanoTime();
        Awaitility.await("after a kill at " + point + "; seed " + seed)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                runs.stream()
                                        .map(portal::now)
                                        .allMatch(
                                                run -> there.test(run) || run.status().isFinal()));
        histogram.recoveries.add(Duration.ofNanos(System.nanoTime() - ready).toMillis());
    }
}
