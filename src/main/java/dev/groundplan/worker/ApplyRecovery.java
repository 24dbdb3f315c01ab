package dev.groundplan.worker;

import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.plan.Plan;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Goes on with an apply whose worker was lost: follows the tool that still runs, or reads what it
 * left. Nothing that was begun is begun again.
 */
@Component
class ApplyRecovery {
    private final PlanOpening opening;
    private final Executions executions;
    private final StepApply steps;
    private final ApplyPhase applying;
    private final RunService runs;
    private final Clock clock;

    ApplyRecovery(
            PlanOpening opening,
            Executions executions,
            StepApply steps,
            ApplyPhase applying,
            RunService runs,
            Clock clock) {
        this.opening = opening;
        this.executions = executions;
        this.steps = steps;
        this.applying = applying;
        this.runs = runs;
        this.clock = clock;
    }

    /** The run is claimed by this worker, and APPLYING or UNKNOWN. */
    void recover(Run claimed) {
        try {
            var opened = opening.reopen(claimed);
            follow(opened.context(), opened.plan(), opened.steps());
        } catch (PlanOutdatedException e) {
            var why = "What the apply did is not proven: " + e.why();
            runs.changeAs(claimed, Cause.portal(why), run -> run.losesTrack(why, clock.instant()));
        }
    }

    /**
     * A step whose removal is recorded already is not among them any more, but its execution is.
     */
    private void follow(RunContext context, Plan plan, List<SealedStep> steps) {
        var acting = steps.stream().filter(step -> !step.plan().changesNothing()).toList();
        var begun =
                executions.applies(plan.id()).stream()
                        .collect(Collectors.toMap(Executions.Apply::step, Function.identity()));
        var tally = Tally.of(acting);
        begun.values().stream()
                .filter(apply -> acting.stream().noneMatch(step -> isOf(apply, step)))
                .forEach(apply -> tally.add(apply.done()));
        for (int i = 0; i < acting.size(); i++) {
            var step = acting.get(i);
            var apply = begun.get(step.task().id());
            if (apply == null) {
                goOn(context, plan, acting.subList(i, acting.size()), tally);
                return;
            }
            if (!wentWell(context, step, apply, tally)) {
                return;
            }
        }
        goOn(context, plan, List.of(), tally);
    }

    private static boolean isOf(Executions.Apply apply, SealedStep step) {
        return apply.step().equals(step.task().id());
    }

    private boolean wentWell(
            RunContext context, SealedStep step, Executions.Apply apply, Tally tally) {
        return apply.outcome() == null
                ? steps.recover(context, step, apply, tally)
                : steps.ended(context, step, apply, tally);
    }

    /** A run that was given up as UNKNOWN ends with what is proven now; the rest is a new run. */
    private void goOn(RunContext context, Plan plan, List<SealedStep> rest, Tally tally) {
        var given = context.run().status() == RunStatus.UNKNOWN;
        if (given && (!rest.isEmpty() || !steps.waiting(context.run().id()).isEmpty())) {
            steps.failBefore(
                    context,
                    "The worker was lost, and came back after the run was given up. What it had begun is done; the rest was not begun.",
                    tally);
        } else {
            applying.goOn(context, plan, rest, tally);
        }
    }
}
