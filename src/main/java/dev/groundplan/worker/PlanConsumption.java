package dev.groundplan.worker;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.environment.Environments;
import dev.groundplan.run.Cause;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.StaleClaimException;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.Approvals;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.plan.Plan;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Burns a plan before its apply begins: the run becomes APPLYING and the execution's row is there,
 * committed, or nothing starts. A second apply of the same plan violates a constraint.
 */
@Component
class PlanConsumption {
    private final RunService runs;
    private final Approvals approvals;
    private final Executions executions;
    private final Environments environments;
    private final WorkerNode node;
    private final DurableTransaction transaction;

    PlanConsumption(
            RunService runs,
            Approvals approvals,
            Executions executions,
            Environments environments,
            WorkerNode node,
            DurableTransaction transaction) {
        this.runs = runs;
        this.approvals = approvals;
        this.executions = executions;
        this.environments = environments;
        this.node = node;
        this.transaction = transaction;
    }

    /** Names an execution before its plan is consumed, so that its directory can be laid out. */
    ExecutionId nextExecution() {
        return executions.next();
    }

    /** Where what is consumed begins. */
    UUID host() {
        return node.host();
    }

    /**
     * @throws WorkerStoppedException when this worker stops: nothing more begins on it
     */
    void refuseWhenStopping() {
        node.refuseWhenStopping();
    }

    /** The run as claimed; empty when another worker, or a cancellation, was faster. */
    Optional<Run> claim(Run approved, Plan plan, String firstStep, ExecutionId execution) {
        try {
            return Optional.of(
                    transaction.execute(status -> consume(approved, plan, firstStep, execution)));
        } catch (IllegalRunTransitionException | StaleClaimException e) {
            return Optional.empty();
        }
    }

    private Run consume(Run approved, Plan plan, String firstStep, ExecutionId execution) {
        environments.lock(approved.environmentId());
        var approval = approval(plan);
        var run =
                runs.changeAs(
                        approved,
                        Cause.portal("Applying begins"),
                        now -> now.startApplying(node.id()));
        executions.consume(execution, run, firstStep, node.executor(), plan, approval);
        return run;
    }

    /**
     * A later step of the same plan; it has its own row, so it can begin only once too.
     *
     * @throws StaleClaimException when the run is not this worker's any more
     */
    void next(Run run, Plan plan, String step, ExecutionId execution) {
        transaction.execute(
                status -> {
                    refuseLost(run);
                    executions.consume(execution, run, step, node.executor(), plan, approval(plan));
                    return run;
                });
    }

    private void refuseLost(Run run) {
        runs.changeAs(
                run,
                Cause.portal("The next step begins"),
                now -> {
                    if (now.status() != RunStatus.APPLYING) {
                        throw new StaleClaimException(run.id());
                    }
                    return now;
                });
    }

    private Approval approval(Plan plan) {
        return approvals
                .approvalOf(plan)
                .orElseThrow(
                        () -> new IllegalStateException("Plan " + plan.id() + " has no approval."));
    }
}
