package dev.groundplan.engine.process;

import dev.groundplan.engine.Limits;
import java.util.List;
import java.util.Map;

/**
 * A program to start. Values that people gave are never in {@code argv}; they travel in files.
 *
 * @param argv the program (a name on the worker's tool path, or an absolute path) and its
 *     arguments, as the child sees them
 * @param directory working directory, relative to the run directory
 * @param environment all of it: nothing of the portal's own environment is added
 */
public record Command(
        List<String> argv,
        String directory,
        Map<String, String> environment,
        Network network,
        CancelPolicy cancel,
        Limits limits,
        Access access) {

    /** A command that may write the run directory and the environment's folder. */
    public Command(
            List<String> argv,
            String directory,
            Map<String, String> environment,
            Network network,
            CancelPolicy cancel,
            Limits limits) {
        this(argv, directory, environment, network, cancel, limits, Access.CHANGE);
    }
}
