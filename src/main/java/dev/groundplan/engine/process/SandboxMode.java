package dev.groundplan.engine.process;

/** Whether children run in a sandbox. */
public enum SandboxMode {
    /** Without a working sandbox nothing starts. */
    REQUIRED,
    /** Used where it works. */
    AUTO,
    OFF
}
