package dev.groundplan.worker;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Output;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.run.RunId;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Plans the steps of a run that can be planned now. An output of an earlier step is known when that
 * step was applied in this run, when its plan knows the value, or when it changes nothing; old
 * outputs of a step about to change are not.
 */
@Component
class PartPlanner {
    private final StepRunner steps;
    private final Executions executions;
    private final RunSteps progress;
    private final EnvironmentSteps existing;
    private final WorkerNode node;

    PartPlanner(
            StepRunner steps,
            Executions executions,
            RunSteps progress,
            EnvironmentSteps existing,
            WorkerNode node) {
        this.steps = steps;
        this.executions = executions;
        this.progress = progress;
        this.existing = existing;
        this.node = node;
    }

    /**
     * The planned steps of a part.
     *
     * @param later ids of the steps that have to wait
     */
    record Part(List<SealedStep> planned, List<String> later) {}

    Part plan(RunContext context) throws EngineException, IOException {
        var done = done(context.run().id());
        knowRecorded(context, done);
        var planned = new ArrayList<SealedStep>();
        var later = new ArrayList<String>();
        for (var task : context.tasks()) {
            if (!done.contains(task.id())) {
                planOrPostpone(context, task, planned, later);
            }
        }
        return new Part(planned, later);
    }

    private Set<String> done(RunId run) {
        return progress.of(run).stream()
                .filter(step -> step.status() == Status.APPLIED)
                .map(RunStep::step)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * What this run applied in an earlier part is known; to destroy or to look, everything recorded
     * is.
     */
    private void knowRecorded(RunContext context, Set<String> done) {
        for (var step : existing.of(context.environment().id())) {
            if (done.contains(step.step())
                    || context.run().request().kind().intent() != Intent.APPLY) {
                existing.outputs(step).forEach(output -> context.know(step.step(), output));
            }
        }
    }

    private void planOrPostpone(
            RunContext context, StepTask task, List<SealedStep> planned, List<String> later)
            throws EngineException, IOException {
        var missing = context.inputs(task).missing(task.spec());
        var blocked = task.spec().needs().stream().anyMatch(later::contains);
        if (!missing.isEmpty() || blocked) {
            later.add(task.id());
            progress.put(
                    context.run().id(), row(task, null, Status.LATER, String.join(", ", missing)));
            return;
        }
        var sealed = plan(context, task);
        planned.add(sealed);
        knowPlanned(context, sealed);
        var status = sealed.plan().changesNothing() ? Status.UNCHANGED : Status.PLANNED;
        progress.put(context.run().id(), row(task, context.run().part(), status, null));
    }

    private SealedStep plan(RunContext context, StepTask task) throws EngineException, IOException {
        var execution = executions.start(context.run(), task.id(), Phase.PLAN, node.executor());
        try {
            var sealed = steps.plan(context, task, execution);
            executions.end(execution, "SUCCEEDED", "");
            return sealed;
        } catch (EngineException e) {
            executions.end(
                    execution,
                    e.canceled() ? "CANCELED" : "FAILED",
                    context.scrubber().scrub(e.getMessage()));
            throw e;
        } catch (IOException | RuntimeException e) {
            executions.end(execution, "FAILED", "The portal failed while it planned.");
            throw e;
        }
    }

    private void knowPlanned(RunContext context, SealedStep sealed) {
        if (sealed.plan().changesNothing()) {
            existing.find(context.environment().id(), sealed.task().id())
                    .ifPresent(
                            step ->
                                    existing.outputs(step)
                                            .forEach(output -> context.know(step.step(), output)));
        }
        for (var output : sealed.plan().outputs()) {
            var value = output.value();
            // A sensitive one is masked in the plan; who needs it is planned after the apply.
            if (value != null && output.known() && !output.sensitive()) {
                context.know(sealed.task().id(), new Output(output.name(), value, false));
            }
        }
    }

    private static RunStep row(
            StepTask task, @Nullable Integer part, Status status, @Nullable String waitsFor) {
        return new RunStep(
                task.id(), task.position(), task.spec().engine().name(), part, status, waitsFor);
    }
}
