package dev.groundplan.run.web;

import dev.groundplan.run.RunStatus;
import java.util.List;

/** What each status is called in the list of what happened. */
final class StatusWords {
    private StatusWords() {}

    static String of(RunStatus status) {
        return switch (status) {
            case QUEUED -> "Requested";
            case PLANNING -> "Planning began";
            case AWAITING_APPROVAL -> "Planned";
            case APPROVED -> "Approved";
            case APPLYING -> "Applying began";
            case UNKNOWN -> "Interrupted";
            case APPLIED -> "Applied";
            case NO_CHANGES -> "Nothing to change";
            case PLANNED -> "Planned";
            case REJECTED -> "Rejected";
            case CANCELED -> "Stopped";
            case STALE -> "Plan outdated";
            case FAILED -> "Failed";
        };
    }

    static String icon(RunStatus status) {
        return switch (status) {
            case QUEUED -> "clock";
            case PLANNING, APPLYING -> "loader";
            case AWAITING_APPROVAL, PLANNED -> "file";
            case APPROVED, APPLIED, NO_CHANGES -> "check";
            case REJECTED, CANCELED, STALE -> "x";
            case FAILED, UNKNOWN -> "warning";
        };
    }

    static List<RunStatus> open() {
        return List.of(
                RunStatus.QUEUED,
                RunStatus.PLANNING,
                RunStatus.AWAITING_APPROVAL,
                RunStatus.APPROVED,
                RunStatus.APPLYING,
                RunStatus.UNKNOWN);
    }
}
