package dev.groundplan.run.approval;

import dev.groundplan.run.Run;

/** Somebody was faster, or the plan on the page is no longer the run's plan. */
public class DecisionTooLateException extends RuntimeException {
    private final transient Run run;

    DecisionTooLateException(Run run, String message) {
        super(message);
        this.run = run;
    }

    /** The run as it is now. */
    public Run run() {
        return run;
    }
}
