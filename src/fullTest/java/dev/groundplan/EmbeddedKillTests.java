package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.testing.ApiLoad;
import dev.groundplan.testing.EmbeddedNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * F15: a portal with the embedded database is killed again and again under load, once in five times
 * while it starts. Its store opens every time, with all that was acknowledged.
 */
class EmbeddedKillTests {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedKillTests.class);
    private static final int KILLS = Integer.getInteger("groundplan.test.h2-kills", 2);
    private static final int CLIENTS = 3;
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final EmbeddedNode portal = new EmbeddedNode(Path.of("target/test-data/h2-kills"));
    private final List<Long> starts = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        portal.close();
    }

    @Test
    void opensEveryTimeWithWhatWasAcknowledged() throws Exception {
        var random = new Random(seed);
        portal.startAfresh();
        try (var load = new ApiLoad(portal::address, seed, CLIENTS, 10)) {
            load.start();
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(random.nextInt(3_000));
                portal.kill();
                if (i % 5 == 4) {
                    portal.startWithoutWaiting();
                    Thread.sleep(1_000 + random.nextInt(6_000));
                    portal.kill();
                }
                long began = System.nanoTime();
                portal.start();
                starts.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
            }
            load.finish(Duration.ofSeconds(180));
            portal.close();
            var found = portal.check(load);
            report(load);
            assertThat(load.wrong()).as("seed " + seed).isEmpty();
            assertThat(found).as("seed " + seed).isEmpty();
        }
    }

    private void report(ApiLoad load) {
        var sorted = starts.stream().sorted().toList();
        log.info(
                "{} kills of a portal with H2, opened every time; {} requests and {} approvals acknowledged, answers {}; runs {}; ready after p50 {} ms, longest {} ms; seed {}",
                KILLS + KILLS / 5,
                load.accepted().size(),
                load.decided().size(),
                load.answers(),
                portal.runs(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                seed);
    }
}
