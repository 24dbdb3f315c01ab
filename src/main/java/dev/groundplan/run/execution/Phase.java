package dev.groundplan.run.execution;

/** What a worker does in one execution. */
public enum Phase {
    PLAN,
    RECHECK,
    APPLY,
    RECOVER,
    VERIFY
}
