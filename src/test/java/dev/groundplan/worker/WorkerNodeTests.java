package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Engines;
import dev.groundplan.node.Roles;
import dev.groundplan.store.DataDirectory;
import dev.groundplan.testing.RecorderPortal;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** F22: nodes whose clocks differ. */
@RecorderPortal
class WorkerNodeTests {
    @Autowired DataDirectory data;
    @Autowired Engines engines;
    @Autowired Roles roles;
    @Autowired WorkerProperties properties;
    @Autowired JdbcClient jdbc;
    @Autowired Workers workers;
    @Autowired WorkerNode here;
    private WorkerNode other;

    @AfterEach
    void isGone() {
        jdbc.sql("delete from worker where id = :id").param("id", other.id()).update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT24H", "-PT1H", "PT1H", "PT24H"})
    void livesWhateverItsOwnClockSays(Duration wrong) {
        other = node(wrong);

        other.register();
        other.seen();

        assertThat(state()).isEqualTo(Workers.State.LIVE);
        assertThat(here.isLost(other.id())).isFalse();
        assertThat(other.isLost(here.id())).isFalse();
    }

    @Test
    void isLostWhenTheDatabaseDidNotHearOfItForLong() {
        other = node(Duration.ZERO);
        other.register();

        jdbc.sql("update worker set seen_at = current_timestamp - interval '1' hour where id = :id")
                .param("id", other.id())
                .update();

        assertThat(state()).isEqualTo(Workers.State.LOST);
        assertThat(here.isLost(other.id())).isTrue();
    }

    private WorkerNode node(Duration wrong) {
        var clock = Clock.offset(Clock.systemUTC(), wrong);
        return new WorkerNode(data, engines, roles, properties, jdbc, clock);
    }

    private Workers.State state() {
        return workers.all().stream()
                .filter(worker -> worker.id().equals(other.id()))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
