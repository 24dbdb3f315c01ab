package dev.groundplan.engine.process;

import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How far a child is kept apart from the worker: in bubblewrap, not at all, or not allowed to
 * start.
 */
interface Isolation {
    ChildPaths paths(Workdir dir);

    /** The full argument list that starts the command; the program comes first. */
    List<String> wrap(Command command, Workdir dir) throws IOException;

    /** Where on the worker's disk the launcher starts. */
    default Path startsIn(Command command, Workdir dir) {
        return dir.control();
    }

    /** Whether the end of the command is the end of every process that it started. */
    default boolean endsTogether() {
        return true;
    }

    /** Why nothing may start; empty when it may. */
    default Optional<String> refusal() {
        return Optional.empty();
    }
}
