package dev.groundplan.environment;

/** A state that does not continue what is recorded: another lineage, or an older serial. */
public class StateConflictException extends RuntimeException {
    StateConflictException(String message) {
        super(message);
    }
}
