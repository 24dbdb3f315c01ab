package dev.groundplan.run;

import dev.groundplan.engine.Intent;

/** What a run is for. */
public enum RunKind {
    PROVISION(Intent.APPLY),
    UPDATE(Intent.APPLY),
    DESTROY(Intent.DESTROY),
    REFRESH(Intent.REFRESH),
    RECONCILE(Intent.REFRESH);

    private final Intent intent;

    RunKind(Intent intent) {
        this.intent = intent;
    }

    public Intent intent() {
        return intent;
    }

    /** Whether it may end in an apply. */
    public boolean changes() {
        return this != REFRESH;
    }
}
