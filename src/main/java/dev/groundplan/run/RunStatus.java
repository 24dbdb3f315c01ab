package dev.groundplan.run;

import java.util.Map;
import java.util.Set;

/** Where a run is in its life. The table is the only place that says what may follow what. */
public enum RunStatus {
    QUEUED,
    PLANNING,
    AWAITING_APPROVAL,
    APPROVED,
    APPLYING,
    /**
     * An apply began and its outcome is not proven. A restored database leads here from before
     * APPLYING too: the apply happened, and the database forgot it.
     */
    UNKNOWN,
    APPLIED,
    NO_CHANGES,
    /** Ended with a plan: plan only, or a check that found drift. */
    PLANNED,
    REJECTED,
    CANCELED,
    /** The plan no longer holds, or a newer request took its place. */
    STALE,
    FAILED;

    private static final Map<RunStatus, Set<RunStatus>> NEXT =
            Map.of(
                    QUEUED, Set.of(PLANNING, CANCELED, UNKNOWN),
                    PLANNING,
                            Set.of(
                                    AWAITING_APPROVAL,
                                    APPROVED,
                                    PLANNED,
                                    NO_CHANGES,
                                    APPLIED,
                                    CANCELED,
                                    FAILED,
                                    UNKNOWN),
                    AWAITING_APPROVAL, Set.of(APPROVED, REJECTED, CANCELED, STALE, UNKNOWN),
                    APPROVED, Set.of(APPLYING, STALE, CANCELED, UNKNOWN),
                    APPLYING, Set.of(PLANNING, APPLIED, CANCELED, FAILED, UNKNOWN),
                    UNKNOWN, Set.of(APPLIED, FAILED));

    public boolean canBecome(RunStatus next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    public Set<RunStatus> next() {
        return NEXT.getOrDefault(this, Set.of());
    }

    public boolean isFinal() {
        return !NEXT.containsKey(this);
    }
}
