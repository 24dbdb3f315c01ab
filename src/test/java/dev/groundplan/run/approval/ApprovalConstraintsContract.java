package dev.groundplan.run.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.uuid.Generators;
import dev.groundplan.run.Run;
import dev.groundplan.testing.TestPortal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database itself refuses, whatever the code above it does. */
abstract class ApprovalConstraintsContract {
    @Autowired TestPortal portal;
    @Autowired JdbcClient jdbc;

    @Test
    void refusesAPersonsOwnApproval() {
        var run = portal.awaitingApproval();

        refuses(row(run, "PERSON", "APPROVE", portal.developer().id().value()));
    }

    @Test
    void allowsTheRequesterToReject() {
        var run = portal.awaitingApproval();

        assertThat(insert(row(run, "PERSON", "REJECT", portal.developer().id().value()))).isOne();
    }

    @Test
    void allowsAnOverrideWithItsReasonOnly() {
        var run = portal.awaitingApproval();
        var own = row(run, "PERSON", "APPROVE", portal.developer().id().value());

        refuses(own);
        assertThat(insert(with(own, "override", "It burns."))).isOne();
    }

    @Test
    void refusesAPersonalApprovalOfNobody() {
        refuses(row(portal.awaitingApproval(), "PERSON", "APPROVE", null));
    }

    @Test
    void refusesASecondDecisionOfTheSamePerson() {
        var run = portal.awaitingApproval();
        var approver = portal.viewer("approver").id().value();
        insert(row(run, "PERSON", "APPROVE", approver));

        refuses(row(run, "PERSON", "REJECT", approver));
    }

    @Test
    void refusesARuleWithoutANameAndACarriedOneOfNothing() {
        var run = portal.awaitingApproval();

        refuses(row(run, "RULE", "APPROVE", null));
        refuses(row(run, "CARRIED", "APPROVE", null));
        assertThat(insert(with(row(run, "RULE", "APPROVE", null), "rule", "dev is free"))).isOne();
    }

    @Test
    void refusesAnotherDigestAnotherRunAndAnotherRequester() {
        var run = portal.awaitingApproval();
        var other = portal.awaitingApproval();
        var good = row(run, "PERSON", "APPROVE", portal.viewer("approver").id().value());

        refuses(with(good, "digest", "sha256:other"));
        refuses(with(good, "run", other.id().value()));
        refuses(with(good, "requestedBy", portal.viewer("owner").id().value()));
    }

    @Test
    void refusesAnApplyThatNobodyApproved() {
        var run = portal.awaitingApproval();
        var approver = portal.viewer("approver").id().value();
        var rejection = row(run, "PERSON", "REJECT", approver);
        insert(rejection);

        assertThatThrownBy(() -> apply(run, null, "one"))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> apply(run, (UUID) rejection.get("id"), "one"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesASecondApplyOfAPlan() {
        var run = portal.awaitingApproval();
        var approval = row(run, "PERSON", "APPROVE", portal.viewer("approver").id().value());
        insert(approval);
        var plan = portal.plan(run).id().value() + "/things";

        assertThat(apply(run, (UUID) approval.get("id"), plan)).isOne();
        assertThatThrownBy(() -> apply(run, (UUID) approval.get("id"), plan))
                .isInstanceOf(DataIntegrityViolationException.class);
        jdbc.sql("delete from execution where run_id = :run and phase = 'APPLY'")
                .param("run", run.id().value())
                .update();
    }

    private Map<String, @Nullable Object> row(
            Run run, String kind, String decision, @Nullable UUID by) {
        var row = new java.util.HashMap<String, @Nullable Object>();
        row.put("id", Generators.timeBasedEpochGenerator().generate());
        row.put("plan", portal.plan(run).id().value());
        row.put("run", run.id().value());
        row.put("digest", portal.plan(run).digest());
        row.put("requestedBy", run.request().requestedBy().value());
        row.put("kind", kind);
        row.put("decision", decision);
        row.put("by", by);
        row.put("rule", null);
        row.put("override", null);
        return row;
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> row, String name, Object value) {
        var copy = new java.util.HashMap<>(row);
        copy.put(name, value);
        return copy;
    }

    private void refuses(Map<String, @Nullable Object> row) {
        assertThatThrownBy(() -> insert(row)).isInstanceOf(DataIntegrityViolationException.class);
    }

    private int insert(Map<String, @Nullable Object> row) {
        return jdbc.sql(
                        """
                        insert into approval (id, plan_id, run_id, plan_digest, requested_by, kind, decision, decided_by,
                            rule_name, override_reason, comment, at)
                        values (:id, :plan, :run, :digest, :requestedBy, :kind, :decision, :by, :rule, :override, '',
                            current_timestamp)
                        """)
                .params(row)
                .update();
    }

    private int apply(Run run, @Nullable UUID approval, String applyOf) {
        return jdbc.sql(
                        """
                        insert into execution (id, run_id, step, plan_id, phase, attempt, apply_of, approval_id,
                            approval_decision, epoch, worker_id, host_id, started_at)
                        values (:id, :run, 'things', :plan, 'APPLY', 1, :applyOf, :approval, 'APPROVE', 1, :id, :id,
                            current_timestamp)
                        """)
                .param("id", Generators.timeBasedEpochGenerator().generate())
                .param("run", run.id().value())
                .param("plan", portal.plan(run).id().value())
                .param("applyOf", applyOf)
                .param("approval", approval)
                .update();
    }
}
