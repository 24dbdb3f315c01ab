package dev.groundplan.worker;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.page.DatabaseOutage;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans the steps of a run that can be planned now; the others wait for a later part. */
@Component
class PartPlanner {
    private final StepRunner steps;
    private final Executions executions;
    private final RunSteps progress;
    private final KnownOutputs known;
    private final WorkerNode node;

    PartPlanner(
            StepRunner steps,
            Executions executions,
            RunSteps progress,
            KnownOutputs known,
            WorkerNode node) {
        this.steps = steps;
        this.executions = executions;
        this.progress = progress;
        this.known = known;
        this.node = node;
    }

    /**
     * The planned steps of a part.
     *
     * @param later ids of the steps that have to wait
     */
    record Part(List<SealedStep> planned, List<String> later) {}

    Part plan(RunContext context) throws EngineException, IOException {
        var done = known.done(context.run().id());
        known.recorded(context);
        var planned = new ArrayList<SealedStep>();
        var later = new ArrayList<String>();
        for (var task : context.tasks()) {
            if (!done.contains(task.id())) {
                planOrPostpone(context, task, planned, later);
            }
        }
        return new Part(planned, later);
    }

    private void planOrPostpone(
            RunContext context, StepTask task, List<SealedStep> planned, List<String> later)
            throws EngineException, IOException {
        var missing = context.inputs(task).missing(task.spec());
        var blocked =
                task.intent() == Intent.DESTROY
                        ? !later.isEmpty() // what comes after it in reverse order must go first
                        : task.spec().needs().stream().anyMatch(later::contains);
        if (!missing.isEmpty() || blocked) {
            later.add(task.id());
            progress.put(context.run(), row(task, null, Status.LATER, String.join(", ", missing)));
            return;
        }
        var sealed = plan(context, task);
        planned.add(sealed);
        known.planned(context, sealed);
        var status = sealed.plan().changesNothing() ? Status.UNCHANGED : Status.PLANNED;
        progress.put(context.run(), row(task, context.run().part(), status, null));
    }

    private SealedStep plan(RunContext context, StepTask task) throws EngineException, IOException {
        var execution = executions.start(context.run(), task.id(), Phase.PLAN, node.executor());
        try {
            var sealed = steps.plan(context, task, execution);
            executions.end(context.run(), execution, "SUCCEEDED", "");
            return sealed;
        } catch (EngineException e) {
            executions.end(
                    context.run(),
                    execution,
                    e.canceled() ? "CANCELED" : "FAILED",
                    context.scrubber().scrub(String.valueOf(e.getMessage())));
            node.refuseWhenStopping();
            throw e;
        } catch (IOException | RuntimeException e) {
            if (!DatabaseOutage.causes(e)) { // else it is planned again, and this one was lost
                executions.end(
                        context.run(), execution, "FAILED", "The portal failed while it planned.");
            }
            throw e;
        }
    }

    private static RunStep row(
            StepTask task, @Nullable Integer part, Status status, @Nullable String waitsFor) {
        return new RunStep(
                task.id(),
                task.position(),
                task.spec().engine().name(),
                part,
                status,
                waitsFor,
                String.join(" ", task.spec().needs()),
                null,
                null);
    }
}
