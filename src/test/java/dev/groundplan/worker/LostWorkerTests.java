package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.environment.Environment;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunReady;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A wake-up that comes again because the worker that had answered it is gone. */
@RecorderPortal
class LostWorkerTests {
    private static final UUID GONE = new UUID(9, 9);
    @Autowired TestPortal portal;
    @Autowired RunExecutor executor;
    @Autowired RunService runs;
    @Autowired JdbcClient jdbc;

    @Test
    void plansAgain() {
        var run = portal.awaitingApproval("count", 2);
        var first = portal.plan(run);
        claimedByGone(run, "PLANNING", 1);

        executor.execute(run.id(), 6);

        portal.await(run, RunStatus.AWAITING_APPROVAL);
        assertThat(portal.plan(run).id()).isNotEqualTo(first.id());
        assertThat(portal.plan(run).attempt()).isEqualTo(2);
        assertThat(portal.now(run).claim().epoch()).isEqualTo(9);
        portal.approve(run);
        portal.await(run, RunStatus.APPLIED);
    }

    @Test
    void givesUpAfterThreeAttempts() {
        var run = portal.awaitingApproval();
        claimedByGone(run, "PLANNING", 3);

        executor.execute(run.id(), 6);

        assertThat(portal.now(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(portal.now(run).ending().failure()).contains("worker").contains("was lost");
    }

    @Test
    void neverAppliesAgainByItself() {
        var run = portal.awaitingApproval();
        claimedByGone(run, "APPLYING", 0);

        executor.execute(run.id(), 6);

        var lost = portal.now(run);
        assertThat(lost.status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(lost.ending().failure()).contains("not proven");
        assertThat(lost.activeSlot()).isNotNull();
        assertThat(portal.environment(run).condition()).isEqualTo(Environment.Condition.UNKNOWN);
        assertThat(runs.ready()).extracting(RunReady::run).doesNotContain(run.id());
    }

    @Test
    void leavesARunAloneThatAnotherWorkerTookSince() {
        var run = portal.awaitingApproval();
        claimedByGone(run, "APPLYING", 0);

        executor.execute(run.id(), 5);
        executor.execute(run.id(), 7);
        executor.execute(run.id(), 8);

        assertThat(portal.now(run).status()).isEqualTo(RunStatus.APPLYING);
        executor.execute(run.id(), 6);
    }

    @Test
    void doesNothingForARunThatWasCanceledMeanwhile() {
        var run = portal.awaitingApproval();
        var epoch = run.claim().epoch();
        portal.cancel(run);

        executor.execute(run.id(), epoch);

        assertThat(portal.now(run).status()).isEqualTo(RunStatus.CANCELED);
    }

    /** The worker died between taking the wake-up and claiming the run. */
    @Test
    void appliesWhatWasNeverClaimed() {
        var run = portal.awaitingApproval();
        jdbc.sql("update run set status = 'APPROVED' where id = :run")
                .param("run", run.id().value())
                .update();
        approvedByHand(run);
        assertThat(runs.ready()).extracting(RunReady::run).contains(run.id());

        executor.execute(run.id(), run.claim().epoch());

        portal.await(run, RunStatus.APPLIED);
    }

    @Test
    void refusesWhatALostPlannerStillWrites() {
        var run = portal.awaitingApproval();
        claimedByGone(run, "PLANNING", 1);
        var claimed = portal.now(run);
        executor.execute(run.id(), 6);

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> runs.changeAs(claimed, Cause.portal("Late"), Run::planned))
                .isInstanceOf(dev.groundplan.run.StaleClaimException.class);
        portal.await(run, RunStatus.AWAITING_APPROVAL);
    }

    private void claimedByGone(Run run, String status, int attempts) {
        jdbc.sql(
                        """
                        update run set status = :status, epoch = 7, worker_id = :worker, plan_attempts = :attempts,
                            version = version + 1
                        where id = :run
                        """)
                .param("status", status)
                .param("worker", GONE)
                .param("attempts", attempts)
                .param("run", run.id().value())
                .update();
        jdbc.sql(
                        "update run_event set to_status = :status where run_id = :run and to_status = 'AWAITING_APPROVAL'")
                .param("status", status)
                .param("run", run.id().value())
                .update();
    }

    private void approvedByHand(Run run) {
        jdbc.sql(
                        """
                        insert into approval (id, plan_id, run_id, plan_digest, requested_by, kind, decision, decided_by,
                            comment, at)
                        values (:id, :plan, :run, :digest, :requestedBy, 'PERSON', 'APPROVE', :by, '', current_timestamp)
                        """)
                .param("id", UUID.randomUUID())
                .param("plan", portal.plan(run).id().value())
                .param("run", run.id().value())
                .param("digest", portal.plan(run).digest())
                .param("requestedBy", run.request().requestedBy().value())
                .param("by", portal.viewer("approver").id().value())
                .update();
    }
}
