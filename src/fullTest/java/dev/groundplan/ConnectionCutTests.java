package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.ApiLoad;
import dev.groundplan.testing.CutPostgreSql;
import dev.groundplan.testing.FreshData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * F16: the network to PostgreSQL is cut, half of the times right after a commit was sent and before
 * its answer came, and now and then swallows everything for a while.
 */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = {FreshData.class, CutPostgreSql.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "groundplan.data=target/test-data/connection-cuts",
            "groundplan.recorder=true",
            "groundplan.worker.heartbeat=1s",
            "spring.datasource.hikari.connection-timeout=2000",
            "spring.datasource.hikari.data-source-properties.socketTimeout=${groundplan.test.socket-timeout:2}",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class ConnectionCutTests {
    private static final Logger log = LoggerFactory.getLogger(ConnectionCutTests.class);
    private static final int CUTS = Integer.getInteger("groundplan.test.cuts", 10);
    private static final int HOLE_SECONDS = Integer.getInteger("groundplan.test.hole-seconds", 4);
    private static final int CLIENTS = 4;
    private static final int PATIENCE = 30;
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Map<String, Integer> hit = new TreeMap<>();
    private final List<Long> ready = new ArrayList<>();
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    @AfterAll
    static void close() throws Exception {
        CutPostgreSql.proxy().close();
    }

    @Test
    void losesAndDoublesNothing() throws Exception {
        var random = new Random(seed);
        var browser = Browser.signedIn(port, "developer");
        try (var load = new ApiLoad(() -> "http://127.0.0.1:" + port, seed, CLIENTS, 30)) {
            load.start();
            for (int i = 0; i < CUTS; i++) {
                Thread.sleep(50 + random.nextInt(250));
                cut(i, random, browser);
            }
            load.finish(Duration.ofSeconds(120));
            report(load);
            assertThat(load.wrong()).as("seed " + seed).isEmpty();
            assertThat(violations(load)).as("seed " + seed).isEmpty();
        }
        assertThat(hit.keySet())
                .as("seed " + seed)
                .contains("commit sent, answer lost", "swallowed");
    }

    private void cut(int number, Random random, Browser browser) throws Exception {
        var proxy = CutPostgreSql.proxy();
        if (number % 2 == 0) {
            count("commit sent, answer lost", proxy.cutCommit(PATIENCE));
        } else if (number % 10 == 9) {
            swallow(browser);
        } else {
            count("cut after some bytes", proxy.cutAfter(random.nextInt(60_000), PATIENCE));
        }
    }

    private void count(String what, boolean happened) {
        assertThat(happened).as(what + "; seed " + seed).isTrue();
        hit.merge(what, 1, Integer::sum);
    }

    /** Pages answer all the same, before the network is back, or nearly: nothing waits for ever. */
    private void swallow(Browser browser) throws Exception {
        CutPostgreSql.proxy().swallow();
        long began = System.nanoTime();
        assertThat(browser.get("/runs").status()).as("seed " + seed).isEqualTo(503);
        long answered = Duration.ofNanos(System.nanoTime() - began).toMillis();
        Thread.sleep(Math.max(0, HOLE_SECONDS * 1000L - answered));
        CutPostgreSql.proxy().passOn();
        count("swallowed", true);
        began = System.nanoTime();
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(browser.get("/runs").status()).isEqualTo(200));
        ready.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
        log.info("Answered after {} ms while the network swallowed everything.", answered);
    }

    private List<?> violations(ApiLoad load) {
        return new RunChecker(dataSource, Path.of("target/test-data/connection-cuts"))
                .told(load.accepted())
                .decided(load.decided())
                .once(load.reasons())
                .reading(id -> artifacts.read(new ArtifactId(id)))
                .check();
    }

    private void report(ApiLoad load) {
        log.info(
                "Connections cut: {}; {} requests and {} approvals acknowledged, answers {}; runs {}; pages again after {} ms; seed {}",
                hit,
                load.accepted().size(),
                load.decided().size(),
                load.answers(),
                jdbc.sql("select status, count(*) from run group by status order by status")
                        .query()
                        .listOfRows(),
                ready,
                seed);
    }
}
