package dev.groundplan.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** One infrastructure tool. Runs on the worker; blocks until done; keeps no state between calls. */
public interface Engine {
    EngineKind kind();

    /** What people call the tool, such as "Terraform". */
    String title();

    /** The tool's version and digest, or why it can't be used here and how to get it. */
    Availability availability();

    /**
     * JSON Schema (an object) of the step options that only this tool knows; no properties when it
     * knows none.
     */
    ObjectNode options();

    /**
     * The parameters and outputs that a step's source declares. Reads files only, never starts the
     * tool.
     *
     * @param root the template's folder
     * @param step its {@code source} is relative to the root
     * @throws EngineException when the source can't be read at all
     */
    SourceDescription describe(Path root, StepSpec step) throws EngineException;

    /**
     * What the tool itself finds wrong with the sources; empty when nothing. Runs on workers, at
     * import.
     */
    List<Problem> validate(StepJob job) throws EngineException;

    /**
     * Works out what would change and leaves what {@link #apply} needs in {@link Workdir#sealed()}.
     * Changes nothing outside the run directory.
     */
    StepPlan plan(StepJob job) throws EngineException;

    /**
     * Why the approved plan no longer holds, as a sentence; empty when it does. Changes nothing.
     */
    Optional<String> stale(StepJob job, StepPlan approved) throws EngineException;

    /** Does what the plan said. Reports, never throws, once the change has begun. */
    StepResult apply(StepJob job, StepPlan approved);

    /**
     * The things that a state of this engine holds, for the environment's page.
     *
     * @param state what {@link Workdir#state()} held after an apply
     */
    default List<Resource> resources(byte[] state) {
        return List.of();
    }

    /**
     * The outputs that a state of this engine holds; empty when it keeps none there.
     *
     * @param state what {@link Workdir#state()} held after an apply
     */
    default List<Output> outputs(byte[] state) {
        return List.of();
    }

    /**
     * What a person types to go on with a step when the portal can't: shell commands, to be run in
     * {@code dir}, one a line. May write files there that they need.
     *
     * @param dir holds the template in {@code source}, and the newest state in {@code state} where
     *     there is one
     */
    default List<String> byHand(StepSpec step, Inputs inputs, Path dir) throws IOException {
        return List.of("# " + title() + " has no commands for this: see its own documentation.");
    }

    /** Finds out what became of an apply whose worker was lost. Never starts the change again. */
    StepResult recover(StepJob job, StepPlan approved);
}
