package dev.groundplan.engine.process;

import java.nio.file.Path;
import java.util.List;

/**
 * What a child may reach of the worker's disk besides its run directory, at the same paths in the
 * sandbox as outside.
 *
 * @param environmentWritable whether it may change the environment's folder; a plan may not
 * @param readOnly files and folders to read, such as a provider mirror; those that do not exist are
 *     left out
 * @param writable folders to write, such as a cache that is being filled
 */
public record Access(boolean environmentWritable, List<Path> readOnly, List<Path> writable) {
    /** The run directory and the environment's folder, both to write. */
    public static final Access CHANGE = new Access(true, List.of(), List.of());

    /** The run directory to write, the environment's folder to read. */
    public static final Access LOOK = new Access(false, List.of(), List.of());

    public Access reading(List<Path> more) {
        return new Access(environmentWritable, more, writable);
    }

    public Access writing(List<Path> more) {
        return new Access(environmentWritable, readOnly, more);
    }
}
