package dev.groundplan.run;

/** A run can't become that now; usually somebody was faster. */
public class IllegalRunTransitionException extends RuntimeException {
    private final RunId run;
    private final RunStatus from;

    IllegalRunTransitionException(RunId run, RunStatus from, RunStatus to) {
        super("Run " + run + " is " + from + " and can't become " + to + ".");
        this.run = run;
        this.from = from;
    }

    public RunId run() {
        return run;
    }

    /** The status it really has. */
    public RunStatus from() {
        return from;
    }
}
