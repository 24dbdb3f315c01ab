package dev.groundplan.run;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environment.Condition;
import org.jspecify.annotations.Nullable;

/** What people are told about an environment: what is out there and what is under way. */
public enum EnvironmentStatus {
    REQUESTED,
    CREATING,
    READY,
    CHANGE_WAITING,
    CHANGING,
    /** A change failed part-way. */
    INCOMPLETE,
    /** A change began and its outcome is not known. */
    NEEDS_RECOVERY,
    DESTROYING,
    DESTROYED,
    /** Its first run ended without making anything; the name is free again. */
    NOT_CREATED;

    /**
     * @param active the run that holds the environment's slot; null when none does
     * @param waiting whether another run is queued for it
     */
    public static EnvironmentStatus of(
            Environment environment, @Nullable Run active, boolean waiting) {
        if (environment.condition() == Condition.DESTROYED) {
            return DESTROYED;
        }
        if (environment.condition() == Condition.UNKNOWN
                || (active != null && active.status() == RunStatus.UNKNOWN)) {
            return NEEDS_RECOVERY;
        }
        if (active != null) {
            return underWay(environment, active);
        }
        return waiting ? waiting(environment) : resting(environment);
    }

    private static EnvironmentStatus underWay(Environment environment, Run active) {
        if (active.status() != RunStatus.APPROVED && active.status() != RunStatus.APPLYING) {
            return waiting(environment);
        }
        if (active.request().kind() == RunKind.DESTROY) {
            return DESTROYING;
        }
        return environment.condition() == Condition.NEW ? CREATING : CHANGING;
    }

    private static EnvironmentStatus waiting(Environment environment) {
        return environment.condition() == Condition.NEW ? REQUESTED : CHANGE_WAITING;
    }

    private static EnvironmentStatus resting(Environment environment) {
        return switch (environment.condition()) {
            case NEW -> environment.isLive() ? REQUESTED : NOT_CREATED;
            case READY -> READY;
            case INCOMPLETE -> INCOMPLETE;
            case UNKNOWN -> NEEDS_RECOVERY;
            case DESTROYED -> DESTROYED;
        };
    }
}
