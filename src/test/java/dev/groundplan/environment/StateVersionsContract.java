package dev.groundplan.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.environment.StateVersions.Snapshot;
import dev.groundplan.run.Run;
import dev.groundplan.store.UnreadableException;
import dev.groundplan.testing.TestPortal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lineage, serials and the one row of an execution that goes on. */
abstract class StateVersionsContract {
    private static final String LINEAGE = "lineage-1";
    @Autowired TestPortal portal;
    @Autowired StateVersions states;
    @Autowired JdbcClient jdbc;

    @Test
    void numbersTheStatesOfAStep() {
        var run = portal.awaitingApproval();

        record(run, UUID.randomUUID(), 1, false, "a");
        record(run, UUID.randomUUID(), 4, false, "b");

        var latest = states.latest(run.environmentId(), "step").orElseThrow();
        assertThat(latest.number()).isEqualTo(2);
        assertThat(latest.serial()).isEqualTo(4);
        assertThat(states.content(latest)).asString(StandardCharsets.UTF_8).isEqualTo("b");
        assertThat(states.list(run.environmentId()))
                .extracting(StateVersion::number)
                .containsExactly(2, 1);
    }

    @Test
    void keepsOneRowForAnExecutionThatGoesOn() {
        var run = portal.awaitingApproval();
        var execution = UUID.randomUUID();

        var first = record(run, execution, 1, true, "a");
        record(run, execution, 2, true, "b");
        var last = record(run, execution, 3, false, "c");

        assertThat(last.id()).isEqualTo(first.id());
        assertThat(last.partial()).isFalse();
        assertThat(last.serial()).isEqualTo(3);
        assertThat(states.list(run.environmentId())).hasSize(1);
        assertThatThrownBy(() -> states.content(first)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void replacesARowThatAPlanRefersTo() {
        var run = portal.awaitingApproval();
        var execution = UUID.randomUUID();
        var partial = record(run, execution, 1, true, "a");
        jdbc.sql("update step_plan set state_version_id = :state where plan_id = :plan")
                .param("state", partial.id())
                .param("plan", portal.plan(run).id().value())
                .update();

        record(run, execution, 2, false, "b");

        assertThat(states.latest(run.environmentId(), "step").orElseThrow().serial()).isEqualTo(2);
    }

    @Test
    void turnsAPartialStateThatDidNotChangeIntoTheLastOne() {
        var run = portal.awaitingApproval();
        var execution = UUID.randomUUID();
        record(run, execution, 1, true, "a");

        var last = record(run, execution, 1, false, "a");

        assertThat(last.partial()).isFalse();
        assertThat(states.list(run.environmentId())).hasSize(1);
    }

    @Test
    void addsNothingForContentThatIsThere() {
        var run = portal.awaitingApproval();
        var first = record(run, UUID.randomUUID(), 1, false, "a");

        assertThat(record(run, UUID.randomUUID(), 1, false, "a").id()).isEqualTo(first.id());
    }

    @Test
    void refusesAnotherLineage() {
        var run = portal.awaitingApproval();
        record(run, UUID.randomUUID(), 1, false, "a");
        var foreign =
                new Snapshot(
                        run.environmentId(),
                        "step",
                        run.id().value(),
                        UUID.randomUUID(),
                        "lineage-2",
                        2,
                        false);

        assertThatThrownBy(() -> states.record(foreign, bytes("b")))
                .isInstanceOf(StateConflictException.class)
                .hasMessageContaining("another lineage");
    }

    @Test
    void refusesAnOlderSerialAndTheSameWithAnotherContent() {
        var run = portal.awaitingApproval();
        record(run, UUID.randomUUID(), 5, false, "a");

        assertThatThrownBy(() -> record(run, UUID.randomUUID(), 4, false, "b"))
                .isInstanceOf(StateConflictException.class)
                .hasMessageContaining("serial 4, older than");
        assertThatThrownBy(() -> record(run, UUID.randomUUID(), 5, false, "b"))
                .isInstanceOf(StateConflictException.class)
                .hasMessageContaining("another content");
    }

    @Test
    void survivesALookAndTheLastOneAtTheSameTime() throws Exception {
        var run = portal.awaitingApproval();
        var people = Executors.newFixedThreadPool(2);
        for (int i = 1; i <= 20; i++) {
            var execution = UUID.randomUUID();
            var serial = i;
            Callable<Object> look = () -> attempt(run, execution, serial, true);
            Callable<Object> last = () -> record(run, execution, serial, false, "s" + serial);
            var both = people.invokeAll(java.util.List.of(look, last));
            both.get(1).get();
            both.get(0).get();
        }
        people.shutdown();

        assertThat(states.list(run.environmentId())).hasSize(20).noneMatch(StateVersion::partial);
    }

    private Object attempt(Run run, UUID execution, int serial, boolean partial) {
        return record(run, execution, serial, partial, "s" + serial);
    }

    private StateVersion record(
            Run run, UUID execution, long serial, boolean partial, String content) {
        return states.record(
                new Snapshot(
                        run.environmentId(),
                        "step",
                        run.id().value(),
                        execution,
                        LINEAGE,
                        serial,
                        partial),
                bytes(content));
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
