package dev.groundplan.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.run.Removals;
import dev.groundplan.run.RunId;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RetentionTests {
    private static final Duration DAYS_90 = Duration.ofDays(90);
    private static final UUID ID = new UUID(1, 1);
    private final JdbcConnectionPool database =
            JdbcConnectionPool.create(
                    "jdbc:h2:mem:retention;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
                    "",
                    "");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Clock clock = Clock.systemUTC();
    private final StoredSamples samples = new StoredSamples(database);
    private final Removals removals = samples.bean(Removals.class);
    private final ArtifactStore artifacts = samples.bean(ArtifactStore.class);

    @BeforeEach
    void createTables() {
        samples.create();
    }

    @AfterEach
    void closeDatabase() {
        jdbc.sql("shutdown").update();
        database.dispose();
    }

    @Test
    void keepsEverythingUnlessToldOtherwise() {
        samples.run(ID, Duration.ofDays(4000));

        assertThat(retention(null, null, null).removeOld(() -> true))
                .isEqualTo(new Retention.Removed(0, 0, 0));
        assertThat(count("log_chunk")).isEqualTo(1200);
    }

    @Test
    void removesTheLogOfAnEndedRunAndSaysSo() {
        samples.run(ID, Duration.ofDays(91));
        samples.run(new UUID(2, 2), Duration.ofDays(89));
        samples.run(new UUID(3, 3), null);

        var removed = retention(DAYS_90, null, null).removeOld(() -> true);

        assertThat(removed).isEqualTo(new Retention.Removed(1, 0, 0));
        assertThat(count("log_chunk where run_id = '" + ID + "'")).isZero();
        assertThat(count("log_chunk")).isEqualTo(2400);
        assertThat(removals.log(new RunId(ID))).contains("The log was removed after 90 days.");
        assertThat(removals.log(new RunId(new UUID(2, 2)))).isEmpty();
        assertThat(removals.plan(new RunId(ID))).isEmpty();
    }

    /** What recovers it are its plan and its log. */
    @Test
    void keepsEverythingOfARunThatNobodyHasSettled() {
        samples.run(ID, Duration.ofDays(91));
        samples.bundle(ID);
        jdbc.sql("update run set status = 'UNKNOWN' where id = :id").param("id", ID).update();

        var removed = retention(DAYS_90, DAYS_90, null).removeOld(() -> true);

        assertThat(removed).isEqualTo(new Retention.Removed(0, 0, 0));
        assertThat(count("log_chunk")).isEqualTo(1200);
        assertThat(count("plan_change")).isPositive();
    }

    @Test
    void goesOnWhereItWasStopped() {
        samples.run(ID, Duration.ofDays(91));
        var asked = new AtomicInteger();

        retention(DAYS_90, null, null).removeOld(() -> asked.incrementAndGet() <= 2);

        assertThat(count("log_chunk")).isBetween(1, 1199);
        assertThat(removals.log(new RunId(ID))).as("never shown as if it were all").isPresent();
        retention(DAYS_90, null, null).removeOld(() -> true);
        assertThat(count("log_chunk")).isZero();
    }

    @Test
    void keepsTheRecordOfAPlanWhoseDetailsAreRemoved() {
        samples.run(ID, Duration.ofDays(91));
        var bundle = samples.bundle(ID);

        var removed = retention(null, DAYS_90, null).removeOld(() -> true);

        assertThat(removed).isEqualTo(new Retention.Removed(0, 1, 0));
        assertThat(count("plan_change")).isZero();
        assertThat(count("artifact where id = '" + bundle.value() + "'")).isZero();
        assertThat(count("log_chunk")).isEqualTo(1200);
        for (var kept : new String[] {"run", "run_event", "plan", "approval", "execution"}) {
            assertThat(count(kept)).as(kept).isEqualTo(1);
        }
        assertThat(removals.plan(new RunId(ID)).orElseThrow())
                .startsWith("What the plan would have changed was removed after 90 days.");
    }

    @Test
    void removesReplacedStatesButNeverTheCurrentOne() {
        samples.run(ID, Duration.ofDays(400));
        var states = samples.states(ID, 5, Duration.ofDays(300));

        var removed = retention(null, null, DAYS_90, 2).removeOld(() -> true);

        assertThat(removed).isEqualTo(new Retention.Removed(0, 0, 3));
        assertThat(count("state_version")).isEqualTo(5);
        assertThat(artifacts.read(states.get(4))).isNotEmpty();
        assertThat(artifacts.read(states.get(3))).isNotEmpty();
        assertThat(count("state_version where artifact_id is null and number <= 3")).isEqualTo(3);
    }

    @Test
    void neverRemovesAStateThatAStepOrARunAtWorkHas() {
        samples.run(ID, null);
        samples.states(ID, 3, Duration.ofDays(300));

        assertThat(retention(null, null, DAYS_90, 1).removeOld(() -> true).states()).isZero();
    }

    @Test
    void removesArtifactsThatNothingRefersToOnceTheyAreOld() {
        samples.run(ID, Duration.ofDays(1));
        var young = artifacts.save("state", new byte[9]);
        var old = artifacts.save("state", new byte[9]);
        age(old, Duration.ofDays(2));
        age(samples.bundle(ID), Duration.ofDays(2));

        assertThat(new Orphans(jdbc, artifacts, clock).remove(() -> true)).isEqualTo(1);

        assertThat(count("artifact where id = '" + old.value() + "'")).isZero();
        assertThat(artifacts.read(young)).hasSize(9);
        assertThat(artifacts.read(samples.bundle(ID))).isNotEmpty();
    }

    @Test
    void refusesToKeepNoState() {
        assertThatThrownBy(() -> new RetentionProperties(null, null, null, 0))
                .hasMessageContaining("groundplan.retention.states-kept");
    }

    private void age(ArtifactId id, Duration age) {
        jdbc.sql("update artifact set created_at = :at where id = :id")
                .param("at", Instant.now().minus(age).atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    private Retention retention(Duration logs, Duration plans, Duration states) {
        return retention(logs, plans, states, 10);
    }

    private Retention retention(Duration logs, Duration plans, Duration states, int kept) {
        return new Retention(
                jdbc,
                removals,
                artifacts,
                new RetentionProperties(logs, plans, states, kept),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                clock);
    }

    private int count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Integer.class).single();
    }
}
