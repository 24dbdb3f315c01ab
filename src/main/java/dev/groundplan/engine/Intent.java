package dev.groundplan.engine;

/** What a step is planned for. */
public enum Intent {
    /** Bring reality to what the template and its values say. */
    APPLY,
    /** Remove what the step made. */
    DESTROY,
    /** Only look: how does reality differ from what was recorded? */
    REFRESH
}
