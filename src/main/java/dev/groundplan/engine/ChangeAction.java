package dev.groundplan.engine;

/** What happens to one thing. */
public enum ChangeAction {
    CREATE,
    UPDATE,
    REPLACE,
    DELETE,
    READ,
    /** A script or command runs; what it does is not known to the plan. */
    RUN,
    /** No longer managed, but left in place. */
    FORGET,
    NO_OP,
    ERROR;

    /** Whether applying it touches anything. */
    public boolean acts() {
        return this != NO_OP && this != READ && this != ERROR;
    }

    /** Whether something that exists is lost. */
    public boolean destroys() {
        return this == DELETE || this == REPLACE;
    }
}
