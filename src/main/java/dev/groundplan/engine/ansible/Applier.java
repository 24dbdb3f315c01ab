package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.NotStartedException;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plays the playbook, once, and says what became of it. */
@Component("ansibleApplier")
class Applier {
    private static final int INTERRUPTED = 99;
    private static final String UNPROVEN =
            " Tasks that had ended are recorded; what the last one did is not known.";

    private final Installation installation;
    private final CommandLines commands;
    private final ProcessRunner runner;

    Applier(Installation installation, CommandLines commands, ProcessRunner runner) {
        this.installation = installation;
        this.commands = commands;
        this.runner = runner;
    }

    StepResult apply(StepJob job, StepPlan approved) {
        ApplyEvents events;
        Command command;
        try {
            events = new ApplyEvents(job, approved);
            refuseOtherState(job);
            if (Planner.isForgetting(approved)) {
                events.finish(List.of());
                return result(job, events, Outcome.SUCCEEDED, events.planned(), "");
            }
            commands.lay(job);
            command = command(job, approved).orElseThrow(() -> missing(approved));
        } catch (EngineException | IOException | RuntimeException e) {
            return untouched(job, approved, e.getMessage());
        }
        try {
            return ended(runner.run(command, job.dir(), job.console(), events), events, job);
        } catch (NotStartedException e) {
            return untouched(job, approved, e.getMessage());
        } catch (EngineException | IOException | RuntimeException e) {
            return lost(job, events, "The apply was lost sight of: " + e.getMessage());
        }
    }

    /** The launcher outlives the worker: as long as its files are there, they tell how it ended. */
    StepResult recover(StepJob job, StepPlan approved) {
        try {
            var events = new ApplyEvents(job, approved);
            var command = command(job, approved);
            if (command.isPresent() && runner.neverStarted(command.get(), job.dir())) {
                return untouched(
                        job, approved, "The portal was stopped before Ansible was started.");
            }
            var exit =
                    command.isPresent()
                            ? runner.attach(command.get(), job.dir(), job.console(), events)
                            : Optional.<Exit>empty();
            return exit.isPresent()
                    ? ended(exit.get(), events, job)
                    : lost(job, events, "Nothing on this worker tells how the apply ended.");
        } catch (EngineException | IOException | RuntimeException e) {
            return new StepResult(
                    Outcome.UNPROVEN,
                    List.of(),
                    0,
                    ApplyEvents.acting(approved).size(),
                    "What the apply left can't be read: " + e.getMessage());
        }
    }

    private static void refuseOtherState(StepJob job) throws EngineException, IOException {
        if (!Seal.read(job).state().equals(Seal.stateOf(job))) {
            throw new EngineException("What was configured has changed since the plan was made.");
        }
    }

    private Optional<Command> command(StepJob job, StepPlan approved) throws EngineException {
        var binary = installation.named(approved.engineVersion());
        return binary.isPresent()
                ? Optional.of(commands.apply(job, binary.get()))
                : Optional.empty();
    }

    private static EngineException missing(StepPlan approved) {
        return new EngineException(
                "The plan was made with "
                        + approved.engineVersion()
                        + ", which this worker does not have.");
    }

    private static StepResult ended(Exit exit, ApplyEvents events, StepJob job)
            throws EngineException {
        var reason = events.reason("run", exit);
        boolean clean = exit.code() == 0 && events.ended();
        return switch (exit.cause()) {
            case ENDED -> clean ? succeeded(events, job) : failed(events, job, reason);
            case CANCELED -> clean ? succeeded(events, job) : canceled(exit, events, job);
            default -> lost(job, events, reason);
        };
    }

    private static StepResult succeeded(ApplyEvents events, StepJob job) throws EngineException {
        events.finish(job.intent() == Intent.DESTROY ? List.of() : Outputs.made(job, events));
        return result(job, events, Outcome.SUCCEEDED, events.planned(), "");
    }

    /** Without its last event it did not end by itself, whatever its exit code is. */
    private static StepResult failed(ApplyEvents events, StepJob job, String reason) {
        if (events.begun() && !events.ended()) {
            return lost(job, events, reason);
        }
        events.stop();
        return result(job, events, Outcome.FAILED, events.done(), reason);
    }

    private static StepResult canceled(Exit exit, ApplyEvents events, StepJob job) {
        if (exit.code() != INTERRUPTED && events.begun()) {
            return lost(job, events, "Ansible was cut short when it was asked to stop.");
        }
        events.stop();
        return result(job, events, Outcome.CANCELED, events.done(), "Stopped on request.");
    }

    private static StepResult lost(StepJob job, ApplyEvents events, String reason) {
        events.stop();
        return result(job, events, Outcome.UNPROVEN, events.done(), reason + UNPROVEN);
    }

    private static StepResult result(
            StepJob job, ApplyEvents events, Outcome outcome, int done, String message) {
        return new StepResult(outcome, outputs(job), done, events.planned(), message);
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
            return State.read(job.dir()).map(State::outputs).orElse(List.of());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
