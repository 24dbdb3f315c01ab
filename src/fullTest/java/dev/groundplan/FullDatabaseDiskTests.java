package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.ApiLoad;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.SmallPostgreSql;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
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
 * F17: PostgreSQL's volume runs full. It may end itself then; whoever supervises it starts it
 * again.
 */
@ActiveProfiles("demo")
@DirtiesContext
@EnabledIf(
        value = "dev.groundplan.testing.SmallVolume#isPossible",
        disabledReason = "only root may mount a small volume")
@ContextConfiguration(initializers = {FreshData.class, SmallPostgreSql.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "groundplan.data=target/test-data/full-database-disk",
            "groundplan.recorder=true",
            "groundplan.worker.heartbeat=1s",
            "spring.datasource.hikari.connection-timeout=1000",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class FullDatabaseDiskTests {
    private static final Logger log = LoggerFactory.getLogger(FullDatabaseDiskTests.class);
    private final FullDiskRounds rounds = new FullDiskRounds();
    private int restarts;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    @AfterAll
    static void stop() throws Exception {
        SmallPostgreSql.stop();
    }

    @Test
    void getsOverAFullVolumeOfPostgreSql() throws Exception {
        var browser = Browser.signedIn(port, "admin");
        try (var load = new ApiLoad(() -> "http://127.0.0.1:" + port, rounds.seed(), 3, 20)) {
            load.start();
            rounds.run(
                    load,
                    browser,
                    SmallPostgreSql.volume(),
                    () -> restarts += SmallPostgreSql.restartIfItEnded() ? 1 : 0);
            var runs =
                    jdbc.sql("select status, count(*) from run group by status order by status")
                            .query()
                            .listOfRows();
            log.info(
                    "{}; PostgreSQL ended {} times",
                    rounds.figures("PostgreSQL", load, runs),
                    restarts);
            assertThat(load.wrong()).as("seed " + rounds.seed()).isEmpty();
            var checker =
                    new RunChecker(dataSource, Path.of("target/test-data/full-database-disk"))
                            .told(load.accepted())
                            .decided(load.decided())
                            .once(load.reasons())
                            .reading(id -> artifacts.read(new ArtifactId(id)));
            assertThat(checker.check()).as("seed " + rounds.seed()).isEmpty();
        }
    }
}
