package dev.groundplan.engine.process;

/**
 * Where a child finds its directories: other paths in the sandbox than on the worker's disk.
 *
 * @param home its own home directory, empty at the start
 * @param temp for temporary files, gone after the execution
 */
public record ChildPaths(String run, String environment, String home, String temp) {
    public String source() {
        return run + "/source";
    }

    public String sealed() {
        return run + "/sealed";
    }

    public String scratch() {
        return run + "/scratch";
    }

    public String credentials() {
        return run + "/credentials";
    }

    public String state() {
        return run + "/state";
    }
}
