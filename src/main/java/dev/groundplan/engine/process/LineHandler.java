package dev.groundplan.engine.process;

import dev.groundplan.engine.Console.Stream;

/**
 * Gets a child's output line by line, in order within each stream; long lines arrive in pieces of
 * 64 kB, and all but the last piece end with {@link dev.groundplan.engine.Console#GOES_ON}.
 */
@FunctionalInterface
public interface LineHandler {
    void line(Stream stream, String text);

    /** Called a few times a second while the child runs, whether it says something or not. */
    default void idle() {}
}
