package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.environment.Environment;
import dev.groundplan.run.ConflictingRequestException;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.Execution;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An interrupted run is settled by what is found, once a person has accepted it. */
@RecorderPortal
class RecoveryTests {
    @Autowired TestPortal portal;
    @Autowired Executions executions;

    @Test
    void recordsWhatLandedAndFreesTheEnvironment() {
        var unknown = interrupted();

        var recovery =
                portal.await(portal.recover(unknown.environmentId()), RunStatus.AWAITING_APPROVAL);

        assertThat(recovery.request().kind()).isEqualTo(RunKind.RECONCILE);
        assertThat(portal.plan(recovery).counts().acting()).isBetween(1, 4);
        assertThat(portal.plan(recovery).destructive()).isFalse();
        portal.approve(recovery);
        portal.await(recovery, RunStatus.APPLIED);
        var settled = portal.now(unknown);
        assertThat(settled.status()).isEqualTo(RunStatus.FAILED);
        assertThat(settled.ending().effect()).isEqualTo(Effect.PARTIAL);
        assertThat(settled.ending().done() + portal.plan(recovery).counts().acting()).isEqualTo(5);
        assertThat(portal.environment(unknown).condition())
                .isEqualTo(Environment.Condition.INCOMPLETE);
        assertThat(portal.now(recovery).activeSlot()).isNull();
        assertThat(executions.of(recovery.id()))
                .as("nothing is applied")
                .noneMatch(execution -> execution.phase() == Phase.APPLY);

        var rest = portal.update(unknown.environmentId(), "count", 5);
        portal.approve(portal.await(rest, RunStatus.AWAITING_APPROVAL));
        portal.await(rest, RunStatus.APPLIED);
        assertThat(portal.environment(unknown).condition()).isEqualTo(Environment.Condition.READY);
    }

    @Test
    void findsThatNothingWasDone() {
        var unknown = killed(portal.provision("count", 2, "inline", false, "hang", "DEAF"), 0);

        var recovery =
                portal.await(portal.recover(unknown.environmentId()), RunStatus.AWAITING_APPROVAL);
        portal.approve(recovery);
        portal.await(recovery, RunStatus.APPLIED);

        assertThat(portal.now(unknown).ending().effect()).isEqualTo(Effect.NONE);
        assertThat(portal.environment(unknown).condition()).isEqualTo(Environment.Condition.NEW);
        assertThat(portal.environment(unknown).isLive()).as("the name is free").isFalse();
    }

    @Test
    void leavesTheEnvironmentUnknownWhenItIsRejected() {
        var unknown = interrupted();
        var recovery =
                portal.await(portal.recover(unknown.environmentId()), RunStatus.AWAITING_APPROVAL);
        assertThat(portal.now(unknown).activeSlot()).isNull();

        portal.reject(recovery);

        assertThat(portal.now(unknown).status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(portal.now(unknown).activeSlot()).isNotNull();
        assertThat(portal.environment(unknown).condition())
                .isEqualTo(Environment.Condition.UNKNOWN);
        var again = portal.recover(unknown.environmentId());
        portal.approve(portal.await(again, RunStatus.AWAITING_APPROVAL));
        portal.await(again, RunStatus.APPLIED);
    }

    /** A change that was asked for meanwhile comes after it. */
    @Test
    void goesBeforeWhatWaits() {
        var unknown = interrupted();
        var change = portal.update(unknown.environmentId(), "count", 6);

        var recovery = portal.recover(unknown.environmentId());
        portal.approve(portal.await(recovery, RunStatus.AWAITING_APPROVAL));
        portal.await(recovery, RunStatus.APPLIED);

        portal.approve(portal.await(change, RunStatus.AWAITING_APPROVAL));
        portal.await(change, RunStatus.APPLIED);
    }

    @Test
    void isRefusedWhereNothingIsUnknown() {
        var run = portal.awaitingApproval();

        assertThatThrownBy(() -> portal.recover(run.environmentId()))
                .isInstanceOf(ConflictingRequestException.class)
                .hasMessageContaining("nothing to recover");
    }

    private Run interrupted() {
        return killed(portal.provision("count", 5, "inline", false, "millis", 300), 1);
    }

    private Run killed(Run run, int effects) {
        portal.approve(portal.await(run, RunStatus.AWAITING_APPROVAL));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                executions.of(run.id()).stream()
                                        .anyMatch(each -> works(each, effects)));
        portal.cancel(run);
        portal.kill(run);
        return portal.await(run, RunStatus.UNKNOWN);
    }

    private static boolean works(Execution each, int effects) {
        return each.phase() == Phase.APPLY && each.pid() != null && each.done() >= effects;
    }
}
