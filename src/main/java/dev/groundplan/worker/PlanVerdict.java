package dev.groundplan.worker;

import static java.util.Objects.requireNonNull;

import dev.groundplan.catalog.Descriptor.PartApproval;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approvals;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.plan.Plan;
import java.time.Clock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says what becomes of a run once its part is planned. */
@Component
class PlanVerdict {
    private final RunService runs;
    private final Approvals approvals;
    private final StateVersions states;
    private final RunSteps progress;
    private final Clock clock;

    PlanVerdict(
            RunService runs,
            Approvals approvals,
            StateVersions states,
            RunSteps progress,
            Clock clock) {
        this.runs = runs;
        this.approvals = approvals;
        this.states = states;
        this.progress = progress;
        this.clock = clock;
    }

    void moveOn(RunContext context, PartPlanner.Part part, Plan plan) {
        var run = context.run();
        if (runs.get(run.id()).cancellation().requested()) {
            change(run, "Stopped while planning", now -> now.cancel(clock.instant()));
        } else if (run.request().kind() == RunKind.REFRESH) {
            endCheck(context, part, plan);
        } else if (run.request().kind() == RunKind.RECONCILE) {
            showWhatWasFound(run);
        } else if (standsStill(part)) {
            var why = standstill(run);
            change(run, why, now -> now.failPlanning(why, null, clock.instant()));
        } else if (changesNothing(part)) {
            change(run, "Nothing to change", now -> now.endWithoutChanges(clock.instant()));
        } else if (run.request().planOnly()) {
            change(run, "Plan ready", now -> now.endWithPlan(clock.instant()));
        } else {
            askOrCarry(context, plan);
        }
    }

    /** Unless the host of the interrupted run came back meanwhile, and knew how it ended. */
    private void showWhatWasFound(Run run) {
        var interrupted = runs.get(requireNonNull(run.request().reconciles()));
        if (interrupted.status() == RunStatus.UNKNOWN) {
            change(run, "What was found waits for a person", Run::planned);
        } else {
            change(run, "The run that it was for is settled", now -> now.cancel(clock.instant()));
        }
    }

    /** Steps wait for outputs, and this part makes none: there would be nothing to decide on. */
    private static boolean standsStill(PartPlanner.Part part) {
        return !part.later().isEmpty() && nothingActs(part);
    }

    private String standstill(Run run) {
        return progress.of(run.id()).stream()
                .filter(step -> step.status() == RunSteps.Status.LATER)
                .map(step -> step.step() + " waits for " + step.waitsFor())
                .collect(
                        Collectors.joining(
                                ", ", "Nothing in this run makes what is missing: ", "."));
    }

    private static boolean nothingActs(PartPlanner.Part part) {
        return part.planned().stream().allMatch(step -> step.plan().changesNothing());
    }

    private static boolean changesNothing(PartPlanner.Part part) {
        return part.later().isEmpty() && nothingActs(part);
    }

    private void endCheck(RunContext context, PartPlanner.Part part, Plan plan) {
        if (part.planned().stream().anyMatch(step -> stateMoved(context, step))) {
            var why =
                    "The environment was changed while it was checked, so what was found does not count. Check again.";
            change(context.run(), why, run -> run.failPlanning(why, null, clock.instant()));
        } else if (plan.counts().drift() > 0) {
            change(context.run(), "Drift found", run -> run.endWithPlan(clock.instant()));
        } else {
            change(context.run(), "In sync", run -> run.endWithoutChanges(clock.instant()));
        }
    }

    private boolean stateMoved(RunContext context, SealedStep step) {
        var now = states.latest(context.environment().id(), step.task().id());
        var then = step.state();
        return !Objects.equals(
                now.map(StateVersion::digest).orElse(null), then == null ? null : then.digest());
    }

    private void askOrCarry(RunContext context, Plan plan) {
        var personal = approvals.personal(context.run().id());
        if (personal.isPresent() && approvedOnce(context) && !plan.destructive()) {
            approvals.carried(context.run(), plan, personal.get());
            change(context.run(), "Covered by the approval of part 1", Run::approve);
        } else {
            change(context.run(), "Planned, waits for approval", Run::planned);
        }
    }

    private static boolean approvedOnce(RunContext context) {
        return context.tasks().stream()
                .allMatch(task -> task.template().descriptor().approval() == PartApproval.ONCE);
    }

    private void change(Run run, String why, UnaryOperator<Run> step) {
        runs.changeAs(run, Cause.portal(why), step);
    }
}
