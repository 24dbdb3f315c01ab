package dev.groundplan.worker;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.Workdir;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Applies one step whose plan is consumed, and records what it left. */
@Component
class StepApply {
    private final StepRunner runner;
    private final StepRecord records;
    private final StepVerification verification;
    private final RunService runs;
    private final WorkerNode node;
    private final Clock clock;

    StepApply(
            StepRunner runner,
            StepRecord records,
            StepVerification verification,
            RunService runs,
            WorkerNode node,
            Clock clock) {
        this.runner = runner;
        this.records = records;
        this.verification = verification;
        this.runs = runs;
        this.node = node;
        this.clock = clock;
    }

    Workdir lay(RunContext context, SealedStep step, ExecutionId directory) throws IOException {
        return runner.lay(context, step, directory);
    }

    Optional<String> stale(RunContext context, SealedStep step, Workdir dir)
            throws EngineException, IOException {
        return runner.stale(context, step, dir);
    }

    void clear(Workdir dir) {
        runner.clear(dir);
    }

    /** Steps that a later part plans. */
    List<RunStep> waiting(RunId run) {
        return records.steps(run).stream().filter(step -> step.status() == Status.LATER).toList();
    }

    /**
     * Whether the run goes on after this step; when not, it has ended. The directory is cleared
     * away unless the outcome is not proven: then it is the evidence.
     */
    boolean apply(
            RunContext context, SealedStep step, ExecutionId execution, Workdir dir, Tally tally) {
        records.applying(context, step);
        return record(
                context,
                step,
                execution,
                dir,
                tally,
                () -> runner.apply(context, step, execution, dir));
    }

    /** The step's plan is consumed, and its tool was not started. */
    boolean neverBegan(
            RunContext context,
            SealedStep step,
            ExecutionId execution,
            Workdir dir,
            String why,
            Tally tally) {
        int planned = step.plan().changes().size();
        var nothing = new StepResult(Outcome.FAILED, List.of(), 0, planned, why);
        return record(
                context,
                step,
                execution,
                dir,
                tally,
                () -> new StepRunner.Applied(nothing, Optional.empty()));
    }

    /** The same for an apply of which another worker of this host lost sight. */
    boolean recover(RunContext context, SealedStep step, Executions.Apply begun, Tally tally) {
        var dir = runner.existing(context, begun);
        if (dir.isEmpty()) {
            return lost(
                    context,
                    step,
                    begun.execution(),
                    "Nothing on this host tells how the apply ended. What was done until then is not proven.");
        }
        return record(
                context,
                step,
                begun.execution(),
                dir.get(),
                tally,
                () -> runner.recover(context, step, begun, dir.get()));
    }

    /** One that had ended, and whose worker was lost right after that. */
    boolean ended(RunContext context, SealedStep step, Executions.Apply apply, Tally tally) {
        tally.add(apply.done());
        var outcome = Outcome.valueOf(String.valueOf(apply.outcome()));
        if (outcome == Outcome.SUCCEEDED) {
            verification.verify(context, step.task());
        }
        var why = Objects.requireNonNullElse(apply.message(), "");
        return goesOn(
                context,
                new StepResult(outcome, List.of(), apply.done(), apply.done(), why),
                tally);
    }

    private interface Work {
        StepRunner.Applied carryOut() throws IOException;
    }

    private boolean record(
            RunContext context,
            SealedStep step,
            ExecutionId execution,
            Workdir dir,
            Tally tally,
            Work work) {
        try {
            var applied = work.carryOut();
            if (applied.result().outcome() == Outcome.UNPROVEN) {
                node.refuseWhenStopping();
            }
            records.keep(
                    context, step, execution, applied.result(), applied.state().orElse(null), dir);
            tally.add(applied.result().done());
            if (applied.result().outcome() != Outcome.UNPROVEN) {
                runner.clear(dir);
            }
            if (applied.result().outcome() == Outcome.SUCCEEDED) {
                verification.verify(context, step.task());
            }
            return goesOn(context, applied.result(), tally);
        } catch (IOException e) {
            return lost(
                    context,
                    step,
                    execution,
                    "What the tool left could not be recorded: " + e.getMessage());
        }
    }

    private boolean lost(RunContext context, SealedStep step, ExecutionId execution, String why) {
        records.lost(context, step, execution, why);
        runs.changeAs(
                context.run(), Cause.portal(why), run -> run.losesTrack(why, clock.instant()));
        return false;
    }

    /** A later step could not even begin: what was done before it stays. */
    void failBefore(RunContext context, String why, Tally tally) {
        var said = context.scrubber().scrub(why);
        end(
                context.run(),
                said,
                now -> now.failApplying(said, tally.done(), tally.planned(), clock.instant()));
    }

    private boolean goesOn(RunContext context, StepResult result, Tally tally) {
        var run = context.run();
        var why = context.scrubber().scrub(result.message());
        return switch (result.outcome()) {
            case SUCCEEDED -> true;
            case FAILED -> {
                end(
                        run,
                        why,
                        now ->
                                now.failApplying(
                                        why, tally.done(), tally.planned(), clock.instant()));
                yield false;
            }
            case CANCELED -> {
                var said = "Stopped while applying";
                end(
                        run,
                        said,
                        now ->
                                now.cancelApplying(
                                        why, tally.done(), tally.planned(), clock.instant()));
                yield false;
            }
            case UNPROVEN -> {
                end(run, why, now -> now.losesTrack(why, clock.instant()));
                yield false;
            }
        };
    }

    private void end(Run run, String why, java.util.function.UnaryOperator<Run> step) {
        runs.changeAs(run, Cause.portal(why), step);
    }

    /** Whether a step is gone after this result. */
    static boolean removes(SealedStep step, StepResult result) {
        return step.task().intent() == Intent.DESTROY && result.outcome() == Outcome.SUCCEEDED;
    }
}
