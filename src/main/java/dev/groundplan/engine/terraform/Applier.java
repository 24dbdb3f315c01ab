package dev.groundplan.engine.terraform;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.NotStartedException;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies the sealed plan file, once, and says what became of it. */
@Component
class Applier {
    private static final String UNPROVEN =
            " What was done until then is in the recorded state; whether that is all of it is not known.";

    private final Binaries binaries;
    private final WarmCopies warmCopies;
    private final CommandLines commands;
    private final ProcessRunner runner;

    Applier(Binaries binaries, WarmCopies warmCopies, CommandLines commands, ProcessRunner runner) {
        this.binaries = binaries;
        this.warmCopies = warmCopies;
        this.commands = commands;
        this.runner = runner;
    }

    Optional<String> stale(StepJob job, StepPlan approved) throws EngineException {
        try {
            if (binaries.named(approved.engineVersion()).isEmpty()) {
                return Optional.of(
                        "The plan was made with "
                                + approved.engineVersion()
                                + ", which this worker does not have.");
            }
            return Seal.read(job).state().equals(Seal.stateOf(job))
                    ? Optional.empty()
                    : Optional.of("The recorded state has changed since the plan was made.");
        } catch (IOException e) {
            throw new EngineException("The plan can't be read: " + e.getMessage(), e);
        }
    }

    StepResult apply(StepJob job, StepPlan approved) {
        Command command;
        ApplyEvents events;
        try {
            events = new ApplyEvents(job, approved);
            command = prepare(job, approved);
        } catch (EngineException | IOException e) {
            return untouched(job, approved, e.getMessage());
        }
        try {
            var exit = runner.run(command, job.dir(), job.console(), events);
            return ended(exit, events, job);
        } catch (NotStartedException e) {
            return untouched(job, approved, e.getMessage());
        } catch (IOException | RuntimeException e) {
            return result(
                    job,
                    events,
                    Outcome.UNPROVEN,
                    "The apply was lost sight of: " + e.getMessage() + UNPROVEN);
        }
    }

    /**
     * The launcher outlives the worker: as long as its files are there, they tell how the apply
     * ended.
     */
    StepResult recover(StepJob job, StepPlan approved) {
        try {
            var events = new ApplyEvents(job, approved);
            var command = rebuilt(job, approved);
            if (command.isPresent() && runner.neverStarted(command.get(), job.dir())) {
                return untouched(
                        job, approved, "The portal was stopped before Terraform was started.");
            }
            var exit =
                    command.isPresent()
                            ? runner.attach(command.get(), job.dir(), job.console(), events)
                            : Optional.<Exit>empty();
            return exit.isPresent()
                    ? ended(exit.get(), events, job)
                    : result(
                            job,
                            events,
                            Outcome.UNPROVEN,
                            "Nothing on this worker tells how the apply ended." + UNPROVEN);
        } catch (IOException | RuntimeException e) {
            return new StepResult(
                    Outcome.UNPROVEN,
                    List.of(),
                    0,
                    ApplyEvents.acting(approved).size(),
                    "What the apply left can't be read: " + e.getMessage());
        }
    }

    private Command prepare(StepJob job, StepPlan approved) throws EngineException, IOException {
        var stale = stale(job, approved);
        if (stale.isPresent()) {
            throw new EngineException(stale.get());
        }
        var binary = binaries.named(approved.engineVersion()).orElseThrow();
        return commands.apply(
                job, binary, warmCopies.prepare(job, binary), Seal.read(job).ephemeral());
    }

    /** Starts nothing, so it needs no warm copy. */
    private Optional<Command> rebuilt(StepJob job, StepPlan approved) throws IOException {
        var binary = binaries.named(approved.engineVersion());
        if (binary.isEmpty()) {
            return Optional.empty();
        }
        var warm = new WarmCopy(job.dir().scratch(), List.of());
        return Optional.of(commands.apply(job, binary.get(), warm, Seal.read(job).ephemeral()));
    }

    private StepResult ended(Exit exit, ApplyEvents events, StepJob job) throws IOException {
        rescueState(job);
        events.idle();
        boolean clean = exit.code() == 0 && events.errors().isEmpty();
        var reason = events.reason("apply", exit);
        return switch (exit.cause()) {
            case ENDED ->
                    clean ? succeeded(job, events) : result(job, events, Outcome.FAILED, reason);
            case CANCELED -> clean ? succeeded(job, events) : canceled(job, events, exit);
            default -> result(job, events, Outcome.UNPROVEN, reason + UNPROVEN);
        };
    }

    /** Asked once, Terraform leaves in order with 1; anything else means that it was cut short. */
    private static StepResult canceled(StepJob job, ApplyEvents events, Exit exit) {
        return exit.code() == 1 || !events.begun()
                ? result(job, events, Outcome.CANCELED, "Stopped on request.")
                : result(
                        job,
                        events,
                        Outcome.UNPROVEN,
                        "Terraform was cut short when it was asked to stop." + UNPROVEN);
    }

    private static StepResult succeeded(StepJob job, ApplyEvents events) {
        return new StepResult(
                Outcome.SUCCEEDED, outputs(job), events.planned(), events.planned(), "");
    }

    private static StepResult result(
            StepJob job, ApplyEvents events, Outcome outcome, String message) {
        int done = events.done() > 0 || !isTouched(job) ? events.done() : 1;
        return new StepResult(outcome, outputs(job), done, events.planned(), message);
    }

    /**
     * What was made and then failed is in the state, though Terraform does not call it complete.
     */
    private static boolean isTouched(StepJob job) {
        try {
            var now = StateFile.read(job.dir());
            return now.isPresent()
                    && !now.get().resources().isEmpty()
                    && !now.get().identity().equals(Seal.read(job).state());
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    private static StepResult untouched(StepJob job, StepPlan approved, @Nullable String why) {
        return new StepResult(
                job.console().cancelRequested() ? Outcome.CANCELED : Outcome.FAILED,
                outputs(job),
                0,
                ApplyEvents.acting(approved).size(),
                "Nothing was changed. " + why);
    }

    private static List<Output> outputs(StepJob job) {
        try {
            return StateFile.read(job.dir()).map(StateFile::outputs).orElse(List.of());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Where Terraform could not write the state, it leaves it beside the sources. */
    private static void rescueState(StepJob job) throws IOException {
        var rescued = job.dir().source().resolve(job.step().source()).resolve("errored.tfstate");
        var content = StateFile.bytes(job.dir(), rescued);
        if (content.flatMap(StateFile::parse).isPresent()) {
            var state = job.dir().run().relativize(job.dir().state());
            new ToolFolder(job.dir().run()).write(state.toString(), content.get());
        }
    }
}
