package dev.groundplan.worker;

import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Output;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.run.RunId;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which outputs steps may refer to, the same in a plan and in its apply: those of a step that was
 * applied in this run, those whose plan knows the value, and those of a step that changes nothing.
 * Old outputs of a step about to change are not.
 */
@Component
class KnownOutputs {
    private final EnvironmentSteps existing;
    private final RunSteps progress;

    KnownOutputs(EnvironmentSteps existing, RunSteps progress) {
        this.existing = existing;
        this.progress = progress;
    }

    /** Ids of the steps that this run has applied. */
    Set<String> done(RunId run) {
        return progress.of(run).stream()
                .filter(step -> step.status() == Status.APPLIED)
                .map(RunStep::step)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A step that is destroyed or looked at knows everything that is recorded. */
    void recorded(RunContext context) {
        var done = done(context.run().id());
        for (var step : existing.of(context.environment().id())) {
            for (var output : existing.outputs(step)) {
                if (done.contains(step.step())) {
                    context.know(step.step(), output);
                }
                context.tasks().stream()
                        .filter(task -> task.intent() != Intent.APPLY)
                        .forEach(task -> context.know(task, step.step(), output));
            }
        }
    }

    void planned(RunContext context, SealedStep sealed) {
        if (sealed.plan().changesNothing()) {
            existing.find(context.environment().id(), sealed.task().id())
                    .ifPresent(
                            step ->
                                    existing.outputs(step)
                                            .forEach(output -> context.know(step.step(), output)));
        }
        for (var output : sealed.plan().outputs()) {
            var value = output.value();
            // a sensitive one is masked in the plan; who needs it is planned after the apply
            if (output.known() && !output.sensitive() && value != null) {
                context.know(sealed.task().id(), new Output(output.name(), value, false));
            }
        }
    }
}
