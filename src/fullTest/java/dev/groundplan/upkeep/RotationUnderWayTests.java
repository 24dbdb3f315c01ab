package dev.groundplan.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.store.KeyRotation;
import dev.groundplan.testing.PortalOnDisk;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** A key is replaced while people go on working, and the portal is stopped in the middle of it. */
class RotationUnderWayTests {
    private static final Logger log = LoggerFactory.getLogger(RotationUnderWayTests.class);
    private static final String OLD = line("old", 1);
    private static final String NEW = line("new", 2);
    private static final int RUNS = 3;

    /** The next pass may be 40 seconds away: a portal keeps to the schedule of the one before. */
    private static final Duration A_PASS = Duration.ofMinutes(2);

    @TempDir Path folder;

    @Test
    void replacesAKeyWithoutAnybodyNoticing() throws IOException {
        int things = Integer.getInteger("groundplan.test.rotated", 400);
        var runs = new ArrayList<Run>();
        try (var portal = start(OLD)) {
            for (int i = 0; i < RUNS; i++) {
                runs.add(people(portal).awaitingApproval("count", 2));
            }
            for (int i = 0; i < things; i++) {
                portal.getBean(ArtifactStore.class).save("state", new byte[20_000]);
            }
        }
        long stoppedAt;
        try (var portal = start(NEW, OLD)) {
            runs.add(people(portal).awaitingApproval("count", 2));
            Awaitility.await()
                    .atMost(A_PASS)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> left(portal) < things);
            stoppedAt = left(portal);
            assertThat(stoppedAt).as("left when the portal is stopped").isPositive();
        }
        try (var portal = start(NEW, OLD)) {
            for (var run : runs) {
                people(portal).approve(run);
            }
            for (var run : runs) {
                people(portal).await(run, RunStatus.APPLIED);
            }
            Awaitility.await().atMost(A_PASS).until(() -> left(portal) == 0);
        }
        try (var portal = start(NEW)) {
            var found = new ArrayList<String>();
            portal.getBean(Verification.class).run(collecting(found));
            assertThat(found).isEmpty();
            var next = people(portal).update(runs.get(0).environmentId(), "count", 3);
            people(portal).await(next, RunStatus.AWAITING_APPROVAL);
            people(portal).approve(next);
            people(portal).await(next, RunStatus.APPLIED);
        }
        log.info(
                "Key rotation: {} things, stopped with {} left, {} runs meanwhile, nothing unreadable",
                things,
                stoppedAt,
                runs.size());
    }

    private ConfigurableApplicationContext start(String... keys) throws IOException {
        var file = folder.resolve("master.key");
        Files.write(file, List.of(keys));
        return new PortalOnDisk(folder.resolve("data")).start("--groundplan.key-file=" + file);
    }

    private static TestPortal people(ConfigurableApplicationContext portal) {
        return portal.getBean(TestPortal.class);
    }

    private static long left(ConfigurableApplicationContext portal) {
        return portal.getBean(KeyRotation.class).uses().stream()
                .filter(use -> use.id().equals("old"))
                .mapToLong(KeyRotation.KeyUse::total)
                .sum();
    }

    private static Findings collecting(List<String> found) {
        return new Findings() {
            @Override
            public void checked(String things, long count) {
                log.debug("{} {}", count, things);
            }

            @Override
            public void found(String sentence) {
                found.add(sentence);
            }
        };
    }

    private static String line(String id, int fill) {
        var key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }
}
