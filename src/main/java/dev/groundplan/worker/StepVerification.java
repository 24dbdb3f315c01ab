package dev.groundplan.worker;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.run.StaleClaimException;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Plans an applied step once more, where the template asks for it: a plan that changes nothing
 * proves that what was meant is there. What it finds is said, and ends no run.
 */
@Component
class StepVerification {
    private static final Logger log = LoggerFactory.getLogger(StepVerification.class);
    private static final int NAMED = 3;
    private final StepRunner runner;
    private final Executions executions;
    private final RunSteps steps;
    private final WorkerNode node;

    StepVerification(StepRunner runner, Executions executions, RunSteps steps, WorkerNode node) {
        this.runner = runner;
        this.executions = executions;
        this.steps = steps;
        this.node = node;
    }

    void verify(RunContext context, StepTask task) {
        if (task.spec().verify() && task.intent() == Intent.APPLY && !isVerified(context, task)) {
            executions.loseOpenPlans(context.run().id());
            var execution =
                    executions.start(context.run(), task.id(), Phase.VERIFY, node.executor());
            verify(context, task, execution);
        }
    }

    /** Also by a worker that was lost after that. */
    private boolean isVerified(RunContext context, StepTask task) {
        return steps.of(context.run().id()).stream()
                .anyMatch(step -> step.step().equals(task.id()) && step.verification() != null);
    }

    private void verify(RunContext context, StepTask task, ExecutionId execution) {
        try {
            var plan = runner.verify(context, task, execution);
            executions.end(context.run(), execution, "SUCCEEDED", "");
            var left = left(plan);
            note(
                    context,
                    task,
                    left.isEmpty() ? Verification.VERIFIED : Verification.DIFFERS,
                    left.isEmpty() ? "A second plan changes nothing." : sentence(left));
        } catch (EngineException | IOException e) {
            unproven(context, task, execution, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (Outages.passes(e)
                    || e instanceof StaleClaimException
                    || e instanceof WorkerStoppedException) {
                throw e;
            }
            log.error("Step {} of run {} can't be verified.", task.id(), context.run().id(), e);
            unproven(context, task, execution, "The portal failed. Its log names the run.");
        }
    }

    private void unproven(RunContext context, StepTask task, ExecutionId execution, String why) {
        node.refuseWhenStopping();
        var said = context.scrubber().scrub(why);
        executions.end(context.run(), execution, "FAILED", said);
        note(context, task, Verification.UNPROVEN, "There is no second plan: " + said);
    }

    private void note(
            RunContext context, StepTask task, Verification verification, String finding) {
        steps.verified(context.run(), task.id(), verification, context.scrubber().scrub(finding));
    }

    private static List<Change> left(StepPlan plan) {
        return Stream.concat(plan.changes().stream(), plan.drift().stream())
                .filter(change -> change.action().acts())
                .toList();
    }

    private static String sentence(List<Change> left) {
        var named =
                left.stream()
                        .limit(NAMED)
                        .map(
                                change ->
                                        change.address()
                                                + " ("
                                                + change.action().name().toLowerCase(Locale.ROOT)
                                                + ")")
                        .collect(Collectors.joining(", "));
        int more = left.size() - NAMED;
        return "A second plan would still change "
                + named
                + (more > 0 ? " and " + more + " more." : ".");
    }
}
