package dev.groundplan.run.approval;

import com.fasterxml.uuid.Generators;
import dev.groundplan.identity.PersonId;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.approval.Approval.Decision;
import dev.groundplan.run.approval.Approval.Kind;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlanId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decisions as rows; the database itself refuses a person's approval of the own request. */
@Repository
public class Approvals {
    private static final String COLUMNS =
            "id, plan_id, plan_digest, kind, decision, decided_by, rule_name, override_reason, comment, at";
    private final JdbcClient jdbc;
    private final Clock clock;

    Approvals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void byPerson(
            Run run,
            Plan plan,
            Decision decision,
            PersonId person,
            @Nullable String override,
            String comment) {
        insert(run, plan, new Row(Kind.PERSON, decision, person, null, null, override, comment));
    }

    /** An approval that carries the personal one of an earlier part over to this plan. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void carried(Run run, Plan plan, Approval from) {
        insert(
                run,
                plan,
                new Row(
                        Kind.CARRIED,
                        Decision.APPROVE,
                        null,
                        null,
                        from.id(),
                        null,
                        "Covered by the approval of part 1"));
    }

    private record Row(
            Kind kind,
            Decision decision,
            @Nullable PersonId person,
            @Nullable String rule,
            @Nullable UUID carries,
            @Nullable String override,
            String comment) {}

    private void insert(Run run, Plan plan, Row row) {
        jdbc.sql(
                        """
                        insert into approval (id, plan_id, run_id, plan_digest, requested_by, kind, decision, decided_by,
                            rule_name, carries, override_reason, comment, at)
                        values (:id, :plan, :run, :digest, :requestedBy, :kind, :decision, :decidedBy, :rule, :carries,
                            :override, :comment, :at)
                        """)
                .param("id", Generators.timeBasedEpochGenerator().generate())
                .param("plan", plan.id().value())
                .param("run", run.id().value())
                .param("digest", plan.digest())
                .param("requestedBy", run.request().requestedBy().value())
                .param("kind", row.kind().name())
                .param("decision", row.decision().name())
                .param("decidedBy", row.person() == null ? null : row.person().value())
                .param("rule", row.rule())
                .param("carries", row.carries())
                .param("override", row.override())
                .param("comment", row.comment())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Oldest first. */
    public List<Approval> of(PlanId plan) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from approval where plan_id = :plan order by at, id")
                .param("plan", plan.value())
                .query(Approval.class)
                .list();
    }

    /** What allows this very plan to be applied. */
    public Optional<Approval> approvalOf(Plan plan) {
        return of(plan.id()).stream()
                .filter(approval -> approval.decision() == Decision.APPROVE)
                .filter(approval -> approval.planDigest().equals(plan.digest()))
                .findFirst();
    }

    /** The personal approval of an earlier part of the run. */
    public Optional<Approval> personal(RunId run) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from approval where run_id = :run and kind = 'PERSON' and decision = 'APPROVE'
                                order by at fetch first 1 rows only
                                """)
                .param("run", run.value())
                .query(Approval.class)
                .optional();
    }
}
