package dev.groundplan.engine.configuration;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.NotStartedException;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.InstalledTool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a tool once on what was approved, and says what became of it. */
public abstract class Applier {
    private static final String UNPROVEN =
            " What had ended is recorded; what was under way is not known.";

    private final String tool;
    private final InstalledTool installation;
    private final ProcessRunner runner;

    /**
     * @param tool as people call it
     */
    protected Applier(String tool, InstalledTool installation, ProcessRunner runner) {
        this.tool = tool;
        this.installation = installation;
        this.runner = runner;
    }

    /** Lays out beside the sources what the command needs besides what is sealed. */
    protected abstract void lay(StepJob job) throws EngineException, IOException;

    /** The same for the same job, or a later worker does not find it again. */
    protected abstract Command command(StepJob job, Binary binary) throws EngineException;

    protected abstract Report report(StepJob job, ApplyProgress progress);

    /** Whether a tool that was asked to stop ended by itself, after what it had begun. */
    protected abstract boolean stoppedInOrder(Exit exit, Report report);

    /** The outputs that the sources declare. */
    protected abstract List<DeclaredOutput> declared(StepJob job) throws EngineException;

    public final StepResult apply(StepJob job, StepPlan approved) {
        Following following;
        Command command;
        try {
            following = follow(job, approved);
            refuseOtherState(job);
            if (Planner.isForgetting(approved)) {
                following.progress().finish(List.of());
                var progress = following.progress();
                return following.result(Outcome.SUCCEEDED, progress.planned(), "");
            }
            lay(job);
            command = rebuilt(job, approved).orElseThrow(() -> missing(approved));
        } catch (EngineException | IOException | RuntimeException e) {
            return untouched(job, approved, e.getMessage());
        }
        try {
            return ended(
                    runner.run(command, job.dir(), job.console(), following.report()), following);
        } catch (NotStartedException e) {
            return untouched(job, approved, e.getMessage());
        } catch (EngineException | IOException | RuntimeException e) {
            return following.lost("The apply was lost sight of: " + e.getMessage());
        }
    }

    /** The launcher outlives the worker: as long as its files are there, they tell how it ended. */
    public final StepResult recover(StepJob job, StepPlan approved) {
        try {
            var following = follow(job, approved);
            var command = started(job, approved);
            if (command.isPresent() && runner.neverStarted(command.get(), job.dir())) {
                return untouched(
                        job, approved, "The portal was stopped before " + tool + " was started.");
            }
            var exit =
                    command.isPresent()
                            ? runner.attach(
                                    command.get(), job.dir(), job.console(), following.report())
                            : Optional.<Exit>empty();
            return exit.isPresent()
                    ? ended(exit.get(), following)
                    : following.lost("Nothing on this worker tells how the apply ended.");
        } catch (EngineException | IOException | RuntimeException e) {
            return new StepResult(
                    Outcome.UNPROVEN,
                    List.of(),
                    0,
                    ApplyProgress.acting(approved),
                    "What the apply left can't be read: " + e.getMessage());
        }
    }

    private Following follow(StepJob job, StepPlan approved) throws IOException {
        var progress = new ApplyProgress(job, approved);
        return new Following(job, progress, report(job, progress));
    }

    private static void refuseOtherState(StepJob job) throws EngineException, IOException {
        if (!Seal.read(job).state().equals(Seal.stateOf(job))) {
            throw new EngineException("What was configured has changed since the plan was made.");
        }
    }

    private Optional<Command> rebuilt(StepJob job, StepPlan approved) throws EngineException {
        var binary = installation.named(approved.engineVersion());
        return binary.isPresent() ? Optional.of(command(job, binary.get())) : Optional.empty();
    }

    /** It may run although its tool was replaced meanwhile, or does not answer just now. */
    private Optional<Command> started(StepJob job, StepPlan approved)
            throws EngineException, IOException {
        var rebuilt = rebuilt(job, approved);
        var program = Seal.read(job).program();
        return rebuilt.isPresent() || program == null
                ? rebuilt
                : Optional.of(command(job, Binary.remembered(program, approved.engineVersion())));
    }

    private static EngineException missing(StepPlan approved) {
        return new EngineException(Planner.missing(approved));
    }

    private StepResult ended(Exit exit, Following following) throws EngineException {
        var reason = following.report().reason("run", exit);
        boolean clean = following.report().succeeded(exit);
        return switch (exit.cause()) {
            case ENDED -> clean ? succeeded(following) : following.failed(reason);
            case CANCELED -> clean ? succeeded(following) : canceled(exit, following);
            default -> following.lost(reason);
        };
    }

    private StepResult succeeded(Following following) throws EngineException {
        var job = following.job();
        following
                .progress()
                .finish(
                        job.intent() == Intent.DESTROY
                                ? List.of()
                                : new Outputs(job, declared(job)).made(following.report()));
        return following.result(Outcome.SUCCEEDED, following.progress().planned(), "");
    }

    private StepResult canceled(Exit exit, Following following) {
        if (following.report().begun() && !stoppedInOrder(exit, following.report())) {
            return following.lost(tool + " was cut short when it was asked to stop.");
        }
        following.progress().stop();
        return following.result(
                Outcome.CANCELED, following.progress().done(), "Stopped on request.");
    }

    /** One apply that is followed. */
    private record Following(StepJob job, ApplyProgress progress, Report report) {
        /** Without its last words it did not end by itself, whatever its exit code is. */
        StepResult failed(String reason) {
            if (report.begun() && !report.ended()) {
                return lost(reason);
            }
            progress.stop();
            return result(Outcome.FAILED, progress.done(), reason);
        }

        StepResult lost(String reason) {
            progress.stop();
            return result(Outcome.UNPROVEN, progress.done(), reason + UNPROVEN);
        }

        StepResult result(Outcome outcome, int done, String message) {
            var said = message + progress.unwritten();
            return new StepResult(outcome, outputs(job), done, progress.planned(), said);
        }
    }

    private static StepResult untouched(StepJob job, StepPlan approved, @Nullable String why) {
        return new StepResult(
                job.console().cancelRequested() ? Outcome.CANCELED : Outcome.FAILED,
                outputs(job),
                0,
                ApplyProgress.acting(approved),
                "Nothing was changed. " + why);
    }

    private static List<Output> outputs(StepJob job) {
        try {
            return State.read(job.dir()).map(State::outputs).orElse(List.of());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
