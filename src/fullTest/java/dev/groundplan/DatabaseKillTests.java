package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.BreakablePostgreSql;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.TestPortal;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** F13: PostgreSQL is killed and comes back while runs are under way. */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = {FreshData.class, BreakablePostgreSql.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "groundplan.data=target/test-data/database-kills",
            "groundplan.recorder=true",
            "groundplan.worker.heartbeat=1s",
            "spring.datasource.hikari.connection-timeout=1000",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class DatabaseKillTests {
    private static final Logger log = LoggerFactory.getLogger(DatabaseKillTests.class);
    private static final int KILLS = Integer.getInteger("groundplan.test.database-kills", 2);
    private static final int IN_FLIGHT = 4;
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Map<RunStatus, Integer> became = new EnumMap<>(RunStatus.class);
    private final List<Long> ready = new ArrayList<>();
    @Autowired TestPortal portal;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @LocalServerPort int port;

    @AfterAll
    static void stop() throws Exception {
        BreakablePostgreSql.stop();
    }

    @Test
    void answers503MeanwhileAndLosesNothing() throws Exception {
        var random = new Random(seed);
        var browser = Browser.signedIn(port, "developer");
        for (int i = 0; i < KILLS; i++) {
            killOnce(random, browser);
        }
        log.info(
                "{} kills of PostgreSQL, {} runs, which became {}; pages again after {} ms; seed {}",
                KILLS,
                KILLS * IN_FLIGHT,
                became,
                ready,
                seed);
        assertThat(became.keySet())
                .as("what is not proven is called so; seed " + seed)
                .isSubsetOf(RunStatus.APPLIED, RunStatus.FAILED, RunStatus.UNKNOWN);
        var checker =
                new RunChecker(dataSource, Path.of("target/test-data/database-kills"))
                        .reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
    }

    private void killOnce(Random random, Browser browser) throws Exception {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            runs.add(portal.provision("inline", false, "count", 8, "millis", 300, "chatter", 20));
        }
        for (var run : runs) {
            portal.approve(portal.await(run, RunStatus.AWAITING_APPROVAL));
        }
        Thread.sleep(random.nextInt(1500));
        BreakablePostgreSql.kill();
        var answer = browser.get("/runs");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).contains("The portal is not ready");
        var api = browser.get("/api/v1/runs", "Accept", "application/json");
        assertThat(api.status()).isEqualTo(503);
        assertThat(api.header("Content-Type")).startsWith("application/problem+json");
        BreakablePostgreSql.restart();
        long began = System.nanoTime();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> browser.get("/runs").status() == 200);
        ready.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
        for (var run : runs) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> rests(portal.now(run)));
            became.merge(portal.now(run).status(), 1, Integer::sum);
        }
    }

    private static boolean rests(Run run) {
        return run.status().isFinal() || run.status() == RunStatus.UNKNOWN;
    }
}
