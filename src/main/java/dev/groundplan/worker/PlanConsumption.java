package dev.groundplan.worker;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.environment.Environments;
import dev.groundplan.run.Cause;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.StaleClaimException;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.Approvals;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.plan.Plan;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final TransactionTemplate transaction;

    PlanConsumption(
            RunService runs,
            Approvals approvals,
            Executions executions,
            Environments environments,
            WorkerNode node,
            TransactionTemplate transaction) {
        this.runs = runs;
        this.approvals = approvals;
        this.executions = executions;
        this.environments = environments;
        this.node = node;
        this.transaction = transaction;
    }

    record Claimed(Run run, ExecutionId execution) {}

    /** Empty when another worker, or a cancellation, was faster. */
    Optional<Claimed> claim(Run approved, Plan plan, String firstStep) {
        try {
            var claimed = transaction.execute(status -> consume(approved, plan, firstStep));
            return Optional.ofNullable(claimed);
        } catch (IllegalRunTransitionException | StaleClaimException e) {
            return Optional.empty();
        }
    }

    private Claimed consume(Run approved, Plan plan, String firstStep) {
        environments.lock(approved.environmentId());
        var approval = approval(plan);
        var run =
                runs.changeAs(
                        approved,
                        Cause.portal("Applying begins"),
                        now -> now.startApplying(node.id()));
        return new Claimed(
                run, executions.consume(run, firstStep, node.executor(), plan, approval));
    }

    /** A later step of the same plan; it has its own row, so it can begin only once too. */
    ExecutionId next(Run run, Plan plan, String step) {
        return executions.consume(run, step, node.executor(), plan, approval(plan));
    }

    private Approval approval(Plan plan) {
        return approvals
                .approvalOf(plan)
                .orElseThrow(
                        () -> new IllegalStateException("Plan " + plan.id() + " has no approval."));
    }
}
