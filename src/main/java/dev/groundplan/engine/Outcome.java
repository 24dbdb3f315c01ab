package dev.groundplan.engine;

/** How an apply ended. */
public enum Outcome {
    SUCCEEDED,
    /** The tool ended in order by itself and said so. */
    FAILED,
    CANCELED,
    /** It began, and nothing proves how it ended. */
    UNPROVEN
}
