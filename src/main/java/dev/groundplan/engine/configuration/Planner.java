package dev.groundplan.engine.configuration;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.InstalledTool;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans by a check, and makes the check again before what was planned is applied. */
public abstract class Planner {
    private final String tool;
    private final InstalledTool installation;

    /**
     * @param tool as people call it
     */
    protected Planner(String tool, InstalledTool installation) {
        this.tool = tool;
        this.installation = installation;
    }

    /** Whether the step has sources that take back what it did. */
    protected abstract boolean undoes(StepJob job) throws EngineException;

    /** Writes into {@code sealed} what the check and the apply start from. */
    protected abstract void seal(StepJob job, Binary binary) throws EngineException, IOException;

    /** Lays out beside the sources what a command needs besides that. */
    protected abstract void lay(StepJob job) throws EngineException, IOException;

    /** Checks what is sealed. */
    protected abstract StepPlan check(StepJob job, Binary binary)
            throws EngineException, IOException;

    /** The outputs that the sources declare. */
    protected abstract List<DeclaredOutput> declared(StepJob job) throws EngineException;

    public final StepPlan plan(StepJob job) throws EngineException {
        try {
            Files.createDirectories(job.dir().sealed());
            if (job.intent() == Intent.DESTROY && !undoes(job)) {
                return sealed(job, forgetting(job), null);
            }
            var binary = installation.select(job.step());
            seal(job, binary);
            lay(job);
            return sealed(job, check(job, binary), binary);
        } catch (IOException e) {
            throw new EngineException(tool + " could not plan: " + e.getMessage(), e);
        }
    }

    /** Checks again, with what is sealed. */
    public final Optional<String> stale(StepJob job, StepPlan approved) throws EngineException {
        try {
            var seal = Seal.read(job);
            if (!seal.state().equals(Seal.stateOf(job))) {
                return Optional.of("What was configured has changed since the plan was made.");
            }
            if (isForgetting(approved)) {
                return Optional.empty();
            }
            var binary = installation.named(approved.engineVersion());
            if (binary.isEmpty()) {
                return Optional.of(missing(approved));
            }
            lay(job);
            return Seal.essence(check(job, binary.get())).equals(seal.essence())
                    ? Optional.empty()
                    : Optional.of(
                            tool + "'s check now says something else than what was approved.");
        } catch (IOException e) {
            throw new EngineException("The plan can't be checked again: " + e.getMessage(), e);
        }
    }

    static String missing(StepPlan approved) {
        return "The plan was made with "
                + approved.engineVersion()
                + ", which this worker does not have.";
    }

    /** Whether a plan only ends the portal's memory, without any tool. */
    static boolean isForgetting(StepPlan plan) {
        return plan.engineVersion().isEmpty();
    }

    /** The outputs of a job. */
    protected final Outputs outputs(StepJob job) throws EngineException {
        return new Outputs(job, declared(job));
    }

    private static StepPlan forgetting(StepJob job) throws IOException {
        var state = State.read(job.dir()).orElseGet(State::none);
        return new StepPlan(
                Guarantee.PREDICTED,
                state.items().entrySet().stream()
                        .map(item -> forgotten(item.getKey(), item.getValue()))
                        .toList(),
                List.of(),
                new Outputs(job, List.of()).gone(),
                true,
                List.of(
                        "This step names nothing that undoes it: what it configured stays as it is."),
                "");
    }

    private static Change forgotten(String address, State.Kept kept) {
        return Change.of(
                address,
                kept.type(),
                kept.name(),
                kept.host(),
                ChangeAction.FORGET,
                Fidelity.EXACT);
    }

    private static StepPlan sealed(StepJob job, StepPlan plan, @Nullable Binary tool)
            throws IOException {
        Seal.of(job, plan, tool).write(job);
        return plan;
    }

    /** The template's code may have put a link in the way. */
    protected static void write(StepJob job, String name, byte[] content) throws IOException {
        var path = job.dir().run().relativize(job.dir().sealed()) + "/" + name;
        new ToolFolder(job.dir().run()).write(path, content);
    }
}
