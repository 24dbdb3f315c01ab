package dev.groundplan.engine;

import java.nio.file.Path;

/**
 * The directories of one execution, on the worker's disk. In the sandbox the child sees {@link
 * #run()} as {@code /groundplan/run} and the environment's folder as {@code
 * /groundplan/environment}, and nothing else of it.
 *
 * @param root private to the execution, mode 0700
 * @param environment the environment's persistent folder (its Files tab)
 */
public record Workdir(Path root, Path environment) {
    public static final String RUN = "/groundplan/run";
    public static final String ENVIRONMENT = "/groundplan/environment";

    /** What the child may see and write. */
    public Path run() {
        return root.resolve("run");
    }

    /**
     * The whole template version, laid out by the worker. Files changed here by plan are sealed
     * too.
     */
    public Path source() {
        return run().resolve("source");
    }

    /**
     * What plan leaves for apply: inputs, plan file, lock file. Packed, encrypted, bound by the
     * digest.
     */
    public Path sealed() {
        return run().resolve("sealed");
    }

    /** Scratch: never sealed, gone after the execution. */
    public Path scratch() {
        return run().resolve("scratch");
    }

    /**
     * Credentials as files, named by their roles; never sealed, there only while a tool of the step
     * runs.
     */
    public Path credentials() {
        return run().resolve("credentials");
    }

    /**
     * The step's state: JSON with {@code lineage} and {@code serial}. Laid out by the worker before
     * plan and apply, absent when there is none yet; the engine tells {@link Console#state} when it
     * changed.
     */
    public Path state() {
        return run().resolve("state");
    }

    /** The launcher's own files (out, err, rc): outside of what the child can see. */
    public Path control() {
        return root.resolve("control");
    }
}
