package dev.groundplan.engine.process;

import java.util.List;

/**
 * Whether tools are kept apart from the portal on this worker, as tried when it started.
 *
 * @param working whether tools run in the sandbox
 * @param sentence what that means, and what to do when it does not work
 * @param checks what was tried; empty when it is switched off or not installed
 */
public record SandboxStatus(
        SandboxMode mode, boolean working, String sentence, List<Check> checks) {
    /** One thing that was tried: what must hold, and whether it does. */
    public record Check(String claim, boolean passed) {}

    /** Whether nothing may start because of it. */
    public boolean refuses() {
        return mode == SandboxMode.REQUIRED && !working;
    }

    /** Whether tools run with the portal's own rights: to be shown to everyone as a warning. */
    public boolean unprotected() {
        return mode != SandboxMode.REQUIRED && !working;
    }
}
