package dev.groundplan.worker;

import com.fasterxml.uuid.Generators;
import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunService;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlanCounts;
import dev.groundplan.run.plan.PlanId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Plans a part of a run, seals what was planned, and says what comes next. */
@Component
class PlanPhase {
    private final RunContext.Factory contexts;
    private final PartPlanner planner;
    private final PlanManifest manifests;
    private final PlanKeeper keeper;
    private final Clock clock;
    private final RunService runs;

    PlanPhase(
            RunContext.Factory contexts,
            PartPlanner planner,
            PlanManifest manifests,
            PlanKeeper keeper,
            RunService runs,
            Clock clock) {
        this.contexts = contexts;
        this.planner = planner;
        this.manifests = manifests;
        this.keeper = keeper;
        this.runs = runs;
        this.clock = clock;
    }

    /** The run is claimed and PLANNING. */
    void plan(Run claimed) {
        var context = contexts.of(claimed);
        try {
            var part = planner.plan(context);
            keeper.keep(context, part, seal(claimed, part.planned()));
        } catch (EngineException e) {
            end(context, e);
        } catch (IOException e) {
            end(context, new EngineException("The plan could not be made: " + e.getMessage(), e));
        } catch (UncheckedIOException e) {
            var why = Objects.requireNonNullElse(e.getCause(), e).getMessage();
            end(context, new EngineException("The plan could not be made: " + why, e));
        }
    }

    private Plan seal(Run run, List<SealedStep> steps) {
        var id = new PlanId(Generators.timeBasedEpochGenerator().generate());
        var manifest = manifests.of(id, steps);
        return new Plan(
                id,
                run.id(),
                run.part(),
                run.claim().planAttempts(),
                PlanManifest.digest(manifest),
                manifest,
                steps.stream()
                        .map(step -> step.plan().guarantee())
                        .max(Guarantee::compareTo)
                        .orElse(Guarantee.EXACT),
                counts(steps),
                run.request().kind() != RunKind.RECONCILE
                        && changes(steps).stream()
                                .map(Change::action)
                                .anyMatch(ChangeAction::destroys),
                steps.stream().allMatch(step -> step.plan().complete()),
                1,
                null,
                clock.instant(),
                null);
    }

    private static PlanCounts counts(List<SealedStep> steps) {
        return PlanCounts.of(
                changes(steps),
                steps.stream().flatMap(step -> step.plan().drift().stream()).toList(),
                steps.stream()
                        .<PlannedOutput>flatMap(step -> step.plan().outputs().stream())
                        .toList());
    }

    private static List<Change> changes(List<SealedStep> steps) {
        return steps.stream().flatMap(step -> step.plan().changes().stream()).toList();
    }

    private void end(RunContext context, EngineException e) {
        var why =
                context.scrubber()
                        .scrub(Objects.requireNonNullElse(e.getMessage(), "The tool failed."));
        // A tool that was stopped often says that it failed; the person who stopped it knows
        // better.
        var stopped = e.canceled() || runs.get(context.run().id()).cancellation().requested();
        runs.changeAs(
                context.run(),
                Cause.portal(stopped ? "Stopped while planning" : why),
                run ->
                        stopped
                                ? run.cancel(clock.instant())
                                : run.failPlanning(
                                        why, keeper.problems(context, e), clock.instant()));
    }
}
