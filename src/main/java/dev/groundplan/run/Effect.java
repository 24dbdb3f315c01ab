package dev.groundplan.run;

/** What an ended run did. */
public enum Effect {
    NONE,
    PARTIAL,
    COMPLETE,
    UNKNOWN
}
