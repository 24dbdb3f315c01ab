package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.ApiLoad;
import dev.groundplan.testing.BreakablePostgreSql;
import dev.groundplan.testing.BreakablePostgreSql.Blow;
import dev.groundplan.testing.FreshData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * F13 under load: PostgreSQL is killed, stopped at once and restarted, again and again, while
 * programs request and approve over HTTP.
 */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = {FreshData.class, BreakablePostgreSql.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "groundplan.data=target/test-data/database-load",
            "groundplan.recorder=true",
            "groundplan.worker.heartbeat=1s",
            "spring.datasource.hikari.connection-timeout=1000",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class DatabaseLoadTests {
    private static final Logger log = LoggerFactory.getLogger(DatabaseLoadTests.class);
    private static final int MINUTES = Integer.getInteger("groundplan.test.database-minutes", 0);
    private static final int CLIENTS = 4;
    // In small, where much else may be going on beside it, the bound is no figure.
    private static final Duration READY = Duration.ofSeconds(MINUTES == 0 ? 30 : 10);
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Map<Blow, Integer> blows = new EnumMap<>(Blow.class);
    private final List<Long> ready = new ArrayList<>();
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    @AfterAll
    static void stop() throws Exception {
        BreakablePostgreSql.stop();
    }

    @Test
    void losesNothingThatItAcknowledged() throws Exception {
        var random = new Random(seed);
        var browser = Browser.signedIn(port, "developer");
        try (var load = new ApiLoad(() -> "http://127.0.0.1:" + port, seed, CLIENTS, 30)) {
            load.start();
            for (int i = 0; i < Math.max(3, MINUTES * 3); i++) {
                Thread.sleep(MINUTES == 0 ? 1500 + random.nextInt(2000) : random.nextInt(24_000));
                strike(Blow.values()[i % 3], random, browser);
            }
            load.finish(Duration.ofSeconds(120));
            report(load);
            assertThat(load.wrong()).as("seed " + seed).isEmpty();
            assertThat(violations(load)).as("seed " + seed).isEmpty();
        }
        assertThat(ready).as("ms until pages come again; seed " + seed).allMatch(this::isPrompt);
    }

    private boolean isPrompt(long millis) {
        return millis <= READY.toMillis();
    }

    private void strike(Blow blow, Random random, Browser browser) throws Exception {
        BreakablePostgreSql.strike(blow);
        blows.merge(blow, 1, Integer::sum);
        Thread.sleep(random.nextInt(MINUTES == 0 ? 1000 : 4000));
        var answer = browser.get("/runs");
        assertThat(answer.status()).as("while it is away; seed " + seed).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        BreakablePostgreSql.restart();
        long began = System.nanoTime();
        // Threads of the pool meet a database that is away: that is what is tried here.
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(60))
                .until(() -> browser.get("/runs").status() == 200);
        ready.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private List<?> violations(ApiLoad load) {
        return new RunChecker(dataSource, Path.of("target/test-data/database-load"))
                .told(load.accepted())
                .decided(load.decided())
                .once(load.reasons())
                .reading(id -> artifacts.read(new ArtifactId(id)))
                .check();
    }

    private void report(ApiLoad load) {
        var sorted = ready.stream().sorted().toList();
        log.info(
                "{} of PostgreSQL; {} requests and {} approvals acknowledged, answers {}; runs {}; pages again after p50 {} ms, longest {} ms; seed {}",
                blows,
                load.accepted().size(),
                load.decided().size(),
                load.answers(),
                jdbc.sql("select status, count(*) from run group by status order by status")
                        .query()
                        .listOfRows(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                seed);
    }
}
