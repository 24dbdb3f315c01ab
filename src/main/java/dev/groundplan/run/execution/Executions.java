package dev.groundplan.run.execution;

import com.fasterxml.uuid.Generators;
import dev.groundplan.engine.Console;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Progress;
import dev.groundplan.run.Claims;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlanId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What workers did for runs. Inserting the row of an apply consumes the plan: a second one violates
 * a constraint.
 */
@Repository
public class Executions {
    private static final String COLUMNS =
            """
            id, run_id, step, phase, attempt, worker_id, pid, start_ticks, boot_id, outcome, message, done, planned,
            current_address, started_at, ended_at
            """;
    private final JdbcClient jdbc;
    private final Claims claims;
    private final Clock clock;

    Executions(JdbcClient jdbc, Claims claims, Clock clock) {
        this.jdbc = jdbc;
        this.claims = claims;
        this.clock = clock;
    }

    /** Who executes: the worker process and its host. */
    public record Executor(UUID worker, UUID host) {}

    @Transactional
    public ExecutionId start(Run run, String step, Phase phase, Executor executor) {
        claims.hold(run);
        var row = new Row(next(), step, phase, executor);
        insert(run, row, null, null);
        return row.id();
    }

    /** An id for an execution to come: its directory is laid out before its row is there. */
    public ExecutionId next() {
        return new ExecutionId(Generators.timeBasedEpochGenerator().generate());
    }

    /**
     * Consumes the plan for one step. Must be committed before the change begins.
     *
     * @throws org.springframework.dao.DuplicateKeyException when it was consumed before
     */
    @Transactional
    public void consume(
            ExecutionId id, Run run, String step, Executor executor, Plan plan, Approval approval) {
        insert(run, new Row(id, step, Phase.APPLY, executor), plan, approval);
    }

    private record Row(ExecutionId id, String step, Phase phase, Executor executor) {}

    private void insert(Run run, Row row, @Nullable Plan plan, @Nullable Approval approval) {
        jdbc.sql(
                        """
                        insert into execution (id, run_id, step, plan_id, phase, attempt, apply_of, approval_id,
                            approval_decision, epoch, worker_id, host_id, started_at)
                        values (:id, :run, :step, :plan, :phase, :attempt, :applyOf, :approval, :decision, :epoch,
                            :worker, :host, :at)
                        """)
                .param("id", row.id().value())
                .param("run", run.id().value())
                .param("step", row.step())
                .param("plan", plan == null ? null : plan.id().value())
                .param("phase", row.phase().name())
                .param("attempt", Math.max(1, run.claim().planAttempts()))
                .param("applyOf", plan == null ? null : plan.id().value() + "/" + row.step())
                .param("approval", approval == null ? null : approval.id())
                .param("decision", approval == null ? null : approval.decision().name())
                .param("epoch", run.claim().epoch())
                .param("worker", row.executor().worker())
                .param("host", row.executor().host())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional
    public void child(Run claimed, ExecutionId id, Console.Child child) {
        claims.hold(claimed);
        jdbc.sql(
                        "update execution set pid = :pid, start_ticks = :ticks, boot_id = :boot where id = :id")
                .param("pid", child.pid())
                .param("ticks", child.startTicks())
                .param("boot", child.bootId())
                .param("id", id.value())
                .update();
    }

    @Transactional
    public void progress(Run claimed, ExecutionId id, Progress progress) {
        claims.hold(claimed);
        jdbc.sql(
                        "update execution set done = :done, planned = :planned, current_address = :current where id = :id")
                .param("done", progress.done())
                .param("planned", progress.planned())
                .param("current", progress.current())
                .param("id", id.value())
                .update();
    }

    /**
     * Only the first end counts: a worker that was taken for lost may still come.
     *
     * @param message a sentence; empty when there is nothing to say
     */
    @Transactional
    public void end(Run claimed, ExecutionId id, String outcome, String message) {
        claims.hold(claimed);
        jdbc.sql(
                        """
                        update execution set outcome = :outcome, message = :message, ended_at = :at
                        where id = :id and ended_at is null
                        """)
                .param("outcome", outcome)
                .param("message", message)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /** The worker that planned was lost: its executions end without a result. */
    @Transactional
    public void loseOpenPlans(RunId run) {
        jdbc.sql(
                        """
                        update execution set outcome = 'FAILED', message = 'The worker was lost.', ended_at = :at
                        where run_id = :run and phase in ('PLAN', 'VERIFY') and outcome is null
                        """)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("run", run.value())
                .update();
    }

    /** Nobody will tell any more how the run's applies ended. */
    @Transactional
    public void loseOpenApplies(RunId run, String why) {
        jdbc.sql(
                        """
                        update execution set outcome = 'UNPROVEN', message = :why, ended_at = :at
                        where run_id = :run and phase = 'APPLY' and outcome is null
                        """)
                .param("why", why)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("run", run.value())
                .update();
    }

    /**
     * The apply of one step of a plan.
     *
     * @param outcome null while it is not known how it ended
     * @param outOffset bytes of the child's output that are in the log already
     */
    public record Apply(
            UUID id,
            String step,
            UUID hostId,
            @Nullable String outcome,
            @Nullable String message,
            int done,
            long outOffset,
            long errOffset) {

        public ExecutionId execution() {
            return new ExecutionId(id);
        }
    }

    /** The applies of a plan's steps, oldest first: what is consumed, and what is not there yet. */
    public List<Apply> applies(PlanId plan) {
        return jdbc.sql(
                        """
                        select id, step, host_id, outcome, message, done, out_offset, err_offset from execution
                        where plan_id = :plan and phase = 'APPLY' order by started_at, id
                        """)
                .param("plan", plan.value())
                .query(Apply.class)
                .list();
    }

    /** Executions whose directory is evidence still: applies that are under way or not proven. */
    public Set<UUID> evidence() {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select e.id from execution e join run r on r.id = e.run_id
                                where e.phase = 'APPLY' and r.status in ('APPLYING', 'UNKNOWN')
                                """)
                        .query(UUID.class)
                        .list());
    }

    /** The host where the run's last apply was begun; empty when none was. */
    public Optional<UUID> hostOfApply(RunId run) {
        return jdbc.sql(
                        """
                        select host_id from execution where run_id = :run and phase = 'APPLY'
                        order by started_at desc, id desc fetch first 1 rows only
                        """)
                .param("run", run.value())
                .query(UUID.class)
                .optional();
    }

    /** Oldest first. */
    public List<Execution> of(RunId run) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from execution where run_id = :run order by started_at, id")
                .param("run", run.value())
                .query(Execution.class)
                .list();
    }
}
