package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.recorder.RecorderEngine;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.ApprovalService;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.run.approval.DecisionTooLateException;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One byte of anything that a plan depends on moves between the plan and its apply (S37, S38). */
@RecorderPortal
class SealedPlanTests {
    @Autowired TestPortal portal;
    @Autowired JdbcClient jdbc;
    @Autowired RecorderEngine engine;
    @Autowired ApprovalService approvals;

    @Test
    void refusesAnotherByteInTheBundle() {
        var run = portal.awaitingApproval();
        flip("artifact_part", "artifact_id", portal.plan(run).bundle().value());

        refused(run, "The plan's files are damaged: Encrypted content was changed");
    }

    @Test
    void refusesOtherValues() {
        var run = portal.awaitingApproval("content", "planned");
        jdbc.sql(
                        "update environment_revision set given = replace(given, 'planned', 'Planned') where environment_id = :id")
                .param("id", run.environmentId().value())
                .update();

        refused(run, "The values are not those that were planned with.");
    }

    @Test
    void refusesAnotherByteInTheTemplate() {
        var run = portal.awaitingApproval();
        var artifact =
                jdbc.sql(
                                """
                                select artifact_id from template_version v join environment_revision r
                                    on r.template_version_id = v.id where r.environment_id = :id
                                """)
                        .param("id", run.environmentId().value())
                        .query(java.util.UUID.class)
                        .single();
        flip("artifact_part", "artifact_id", artifact);
        try {
            refused(
                    run,
                    "The plan can't be applied any more: The stored files of template recorder");
        } finally {
            flip("artifact_part", "artifact_id", artifact);
        }
    }

    @Test
    void refusesWhenOtherChangesWereShown() {
        var run = portal.awaitingApproval("count", 3);
        jdbc.sql(
                        "update plan_change set body = replace(body, 'thing-002', 'thing-020') where plan_id = :id")
                .param("id", portal.plan(run).id().value())
                .update();

        refused(run, "The changes that were shown for approval are not those that were planned.");
    }

    @Test
    void refusesWhenAShownChangeIsNotEvenReadable() {
        var run = portal.awaitingApproval();
        jdbc.sql("update plan_change set body = '{' where plan_id = :id")
                .param("id", portal.plan(run).id().value())
                .update();

        refused(run, "The portal failed before the plan was begun.");
    }

    @Test
    void refusesAnotherRecordedState() {
        var first = portal.applied();
        var run =
                portal.await(
                        portal.update(first.environmentId(), "count", 2),
                        RunStatus.AWAITING_APPROVAL);
        jdbc.sql("update state_version set serial = serial + 1 where environment_id = :id")
                .param("id", run.environmentId().value())
                .update();

        refused(run, "The environment's recorded state was changed since the plan was made.");
    }

    @Test
    void refusesAnotherByteInTheRecordedState() {
        var first = portal.applied();
        var run =
                portal.await(
                        portal.update(first.environmentId(), "count", 2),
                        RunStatus.AWAITING_APPROVAL);
        var artifact =
                jdbc.sql("select artifact_id from state_version where environment_id = :id")
                        .param("id", run.environmentId().value())
                        .query(java.util.UUID.class)
                        .single();
        flip("artifact_part", "artifact_id", artifact);

        refused(run, "The plan can't be applied any more: Encrypted content was changed");
    }

    @Test
    void refusesAnotherTool() {
        var run = portal.awaitingApproval();
        engine.replaceTool("sha256:recorder-2");
        try {
            refused(run, "The tool on this worker is not the one that made the plan.");
        } finally {
            engine.replaceTool("sha256:recorder-1");
        }
    }

    @Test
    void refusesAnApprovalOfAnotherDigest() {
        var run = portal.awaitingApproval();
        var other = new Decision(Approval.Decision.APPROVE, "sha256:other", "", null, null);

        assertThatThrownBy(() -> approvals.decide(portal.viewer("approver"), run.id(), other))
                .isInstanceOf(DecisionTooLateException.class)
                .hasMessageContaining("no longer this run's plan");
        assertThat(portal.now(run).status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
    }

    /** Approved, and then it turns out that it is not what was planned: nothing is started. */
    private void refused(Run run, String why) {
        portal.approve(run);

        var ended = portal.await(run, RunStatus.STALE);

        assertThat(ended.ending().failure()).startsWith(why);
        assertThat(ended.ending().effect()).isEqualTo(Effect.NONE);
        assertThat(
                        jdbc.sql(
                                        "select count(*) from execution where run_id = :run and phase = 'APPLY'")
                                .param("run", run.id().value())
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    /** The lowest bit of the last byte; twice is as before. */
    private void flip(String table, String key, Object id) {
        var bytes =
                jdbc.sql("select bytes from " + table + " where " + key + " = :id and seq = 0")
                        .param("id", id)
                        .query(byte[].class)
                        .single();
        bytes[bytes.length - 1] ^= 1;
        jdbc.sql("update " + table + " set bytes = :bytes where " + key + " = :id and seq = 0")
                .param("bytes", bytes)
                .param("id", id)
                .update();
    }
}
