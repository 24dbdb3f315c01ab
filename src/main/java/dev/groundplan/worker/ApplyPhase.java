package dev.groundplan.worker;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Workdir;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.plan.Plan;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Applies exactly what was approved: lays it out, checks that it still is what the digest says,
 * consumes it, and only then begins.
 */
@Component
class ApplyPhase {
    private final RunContext.Factory contexts;
    private final SealedPlans sealedPlans;
    private final PlanConsumption consumption;
    private final StepApply steps;
    private final RunService runs;
    private final Clock clock;

    ApplyPhase(
            RunContext.Factory contexts,
            SealedPlans sealedPlans,
            PlanConsumption consumption,
            StepApply steps,
            RunService runs,
            Clock clock) {
        this.contexts = contexts;
        this.sealedPlans = sealedPlans;
        this.consumption = consumption;
        this.steps = steps;
        this.runs = runs;
        this.clock = clock;
    }

    /** The run, claimed again for planning, when there is another part; empty otherwise. */
    Optional<Run> apply(Run approved) {
        var context = contexts.of(approved);
        try {
            var opened = sealedPlans.open(context);
            return begin(context, opened.plan(), opened.steps());
        } catch (PlanOutdatedException e) {
            outdated(approved, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Run> begin(RunContext context, Plan plan, List<SealedStep> planned)
            throws PlanOutdatedException {
        var acting = planned.stream().filter(step -> !step.plan().changesNothing()).toList();
        if (acting.isEmpty()) {
            throw new PlanOutdatedException("The plan holds nothing to apply.");
        }
        var first = prepare(context, acting.get(0));
        try {
            var claim = consumption.claim(context.run(), plan, acting.get(0).task().id());
            return claim.isEmpty()
                    ? Optional.empty()
                    : applyAll(
                            context.at(claim.get().run()),
                            plan,
                            acting,
                            claim.get().execution(),
                            first);
        } finally {
            steps.clear(first);
        }
    }

    /** Everything that can fail without harm happens before the plan is consumed. */
    private Workdir prepare(RunContext context, SealedStep step) throws PlanOutdatedException {
        try {
            var dir = steps.lay(context, step, new ExecutionId(UUID.randomUUID()));
            var why = steps.stale(context, step, dir);
            if (why.isPresent()) {
                steps.clear(dir);
                throw new PlanOutdatedException(why.get());
            }
            return dir;
        } catch (IOException | EngineException e) {
            throw new PlanOutdatedException(
                    "The plan can't be applied any more: " + e.getMessage());
        }
    }

    private Optional<Run> applyAll(
            RunContext context,
            Plan plan,
            List<SealedStep> acting,
            ExecutionId execution,
            Workdir first) {
        var tally = Tally.of(acting);
        for (var step : acting) {
            var isFirst = step == acting.get(0);
            var id = isFirst ? execution : consumption.next(context.run(), plan, step.task().id());
            var ended = steps.apply(context, step, id, isFirst ? first : null, tally);
            if (!ended) {
                return Optional.empty();
            }
        }
        return finish(context, tally);
    }

    private Optional<Run> finish(RunContext context, Tally tally) {
        var run = context.run();
        if (steps.waiting(run.id()).isEmpty()) {
            runs.changeAs(
                    run,
                    Cause.portal("Everything was applied"),
                    now -> now.applied(tally.done(), tally.planned(), clock.instant()));
            return Optional.empty();
        }
        var worker = run.claim().workerId();
        return Optional.of(
                runs.changeAs(
                        run,
                        Cause.portal("Part " + run.part() + " is applied; the next one is planned"),
                        now -> now.planNextPart(worker == null ? new UUID(0, 0) : worker)));
    }

    private void outdated(Run approved, String why) {
        runs.changeAs(approved, Cause.portal(why), run -> run.outdated(why, clock.instant()));
    }
}
