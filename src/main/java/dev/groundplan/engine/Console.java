package dev.groundplan.engine;

import java.nio.file.Path;

/** Where an engine reports while it works. Masks secrets before anything is kept or shown. */
public interface Console {
    enum Stream {
        OUT,
        ERR,
        /** The portal's own remarks. */
        NOTE
    }

    /**
     * Ends a text that is not the end of its line: the rest comes with the next one of its stream.
     * Not a character (Unicode 23.7), so no tool's text has it.
     */
    char GOES_ON = '\uFFFE';

    /** One line without its line end, or a piece of one; may hold ANSI escapes. */
    void line(Stream stream, CharSequence text);

    /** All output of the child up to this byte of its stream has been given to {@link #line}. */
    void position(Stream stream, long bytes);

    /**
     * Up to which byte of a stream an earlier worker has passed on what this child said; 0 for a
     * child that nobody followed before.
     */
    default long known(Stream stream) {
        return 0;
    }

    void progress(Progress progress);

    /**
     * The state file has changed; called as often as the engine likes, while it works and at the
     * end.
     */
    void state(Path file);

    /**
     * A person asked to stop. Engines look at it between their steps; processes get their cancel
     * signal.
     */
    boolean cancelRequested();

    /** A person asked again after being told what it means: kill it now. */
    boolean killRequested();

    /**
     * The worker stops. A plan's child ends with it; what may only be killed by a person goes on
     * without a listener, for the next worker to find.
     */
    default boolean workerStops() {
        return false;
    }

    /**
     * A child is about to be started.
     *
     * @throws RuntimeException when this worker may not start it any more
     */
    default void starting() {}

    /** A child was started or re-found; what is needed to find it again after a restart. */
    void child(Child child);

    /**
     * {@code startTicks} is field 22 of {@code /proc/pid/stat} (proc(5)); with the boot id it names
     * a process for ever.
     */
    record Child(long pid, long startTicks, String bootId) {}
}
