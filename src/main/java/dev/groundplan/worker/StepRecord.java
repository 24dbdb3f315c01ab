package dev.groundplan.worker;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.Resource;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.Workdir;
import dev.groundplan.environment.EnvironmentStep;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.Environments;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.run.RunId;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records what an applied step left, whether it succeeded or not: reality does not wait for
 * success.
 */
@Component
class StepRecord {
    private final StepRunner runner;
    private final EnvironmentSteps existing;
    private final Environments environments;
    private final Executions executions;
    private final RunSteps progress;
    private final TransactionTemplate transaction;

    StepRecord(
            StepRunner runner,
            EnvironmentSteps existing,
            Environments environments,
            Executions executions,
            RunSteps progress,
            TransactionTemplate transaction) {
        this.runner = runner;
        this.existing = existing;
        this.environments = environments;
        this.executions = executions;
        this.progress = progress;
        this.transaction = transaction;
    }

    /** In the order of the run. */
    List<RunStep> steps(RunId run) {
        return progress.of(run);
    }

    void applying(RunContext context, SealedStep step) {
        progress.status(context.run(), step.task().id(), Status.APPLYING);
    }

    void keep(
            RunContext context,
            SealedStep step,
            ExecutionId execution,
            StepResult result,
            @Nullable StateVersion state,
            Workdir dir)
            throws IOException {
        var resources = resources(context, step, dir);
        transaction.executeWithoutResult(
                status -> {
                    environments.lock(context.environment().id());
                    if (StepApply.removes(step, result)) {
                        existing.remove(context.environment().id(), step.task().id());
                    } else if (result.outcome() == Outcome.SUCCEEDED || state != null) {
                        existing.applied(
                                row(context, step, result, state),
                                result.outputs(),
                                resources,
                                context.run().id().value());
                    }
                    end(context, step, execution, result);
                });
        result.outputs().forEach(output -> context.know(step.task().id(), output));
    }

    void lost(RunContext context, SealedStep step, ExecutionId execution, String why) {
        transaction.executeWithoutResult(
                status -> {
                    executions.end(context.run(), execution, Outcome.UNPROVEN.name(), why);
                    progress.status(context.run(), step.task().id(), Status.FAILED);
                });
    }

    private void end(
            RunContext context, SealedStep step, ExecutionId execution, StepResult result) {
        var done = result.outcome() == Outcome.SUCCEEDED;
        executions.end(
                context.run(),
                execution,
                result.outcome().name(),
                context.scrubber().scrub(result.message()));
        progress.status(context.run(), step.task().id(), done ? Status.APPLIED : Status.FAILED);
    }

    private static EnvironmentStep row(
            RunContext context, SealedStep step, StepResult result, @Nullable StateVersion state) {
        var task = step.task();
        return new EnvironmentStep(
                context.environment().id(),
                task.id(),
                task.position(),
                task.spec().engine().name(),
                task.template().id(),
                task.revision().number(),
                state == null ? null : state.id(),
                null,
                result.outcome() == Outcome.SUCCEEDED ? "READY" : "INCOMPLETE");
    }

    private List<Resource> resources(RunContext context, SealedStep step, Workdir dir)
            throws IOException {
        if (!Files.isRegularFile(dir.state(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        return masked(
                context, runner.engine(step.task()).resources(Files.readAllBytes(dir.state())));
    }

    static List<Resource> masked(RunContext context, List<Resource> resources) {
        var addresses = new HashMap<String, Integer>();
        return resources.stream().map(resource -> masked(context, resource, addresses)).toList();
    }

    /** Addresses that differ in a secret only get a number, since each must stay unique. */
    private static Resource masked(
            RunContext context, Resource resource, Map<String, Integer> addresses) {
        var address = context.scrubber().scrub(resource.address());
        int earlier = addresses.merge(address, 1, Integer::sum);
        return new Resource(
                earlier == 1 ? address : address + " (" + earlier + ")",
                resource.type(),
                context.scrubber().scrub(resource.name()),
                context.scrubber().scrub(resource.attributes()));
    }
}
