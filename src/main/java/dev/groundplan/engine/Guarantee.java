package dev.groundplan.engine;

/** How much a plan binds. Ordered: the weakest step decides for the whole plan. */
public enum Guarantee {
    /** What was reviewed is what runs, or nothing does. */
    EXACT,
    /** The tool predicts; inputs are frozen and the check is repeated right before the apply. */
    PREDICTED
}
