package dev.groundplan.engine.process;

/**
 * How a child ended.
 *
 * @param code its exit code; -1 when it was killed before it could leave one
 */
public record Exit(int code, Cause cause) {
    public enum Cause {
        ENDED,
        CANCELED,
        TIMED_OUT,
        SILENT,
        KILLED
    }

    public boolean orderly() {
        return cause == Cause.ENDED;
    }
}
