package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.run.EnvironmentStatus;
import org.jspecify.annotations.Nullable;

/** The words of an environment's status on pages. */
final class EnvironmentMarks {
    private EnvironmentMarks() {}

    static StatusMark of(EnvironmentStatus status) {
        return switch (status) {
            case REQUESTED -> new StatusMark(Tone.WAIT, "hourglass", "Requested");
            case CREATING -> new StatusMark(Tone.BUSY, "loader", "Creating");
            case READY -> new StatusMark(Tone.OK, "circle-check", "Ready");
            case CHANGE_WAITING -> new StatusMark(Tone.WAIT, "hourglass", "Change waiting");
            case CHANGING -> new StatusMark(Tone.BUSY, "loader", "Changing");
            case INCOMPLETE -> new StatusMark(Tone.WARN, "warning", "Incomplete");
            case NEEDS_RECOVERY -> new StatusMark(Tone.BAD, "plug-off", "Needs recovery");
            case DESTROYING -> new StatusMark(Tone.BUSY, "loader", "Destroying");
            case DESTROYED -> new StatusMark(Tone.IDLE, "trash", "Destroyed");
            case NOT_CREATED -> new StatusMark(Tone.IDLE, "circle", "Not created");
        };
    }

    /** What the status means and what to do; null when it is plain. */
    static @Nullable String explanation(EnvironmentStatus status) {
        return switch (status) {
            case INCOMPLETE ->
                    "The last change failed part-way. What was made is recorded; a new plan shows what is still missing.";
            case NEEDS_RECOVERY ->
                    "A change was interrupted and its outcome is not known. Nothing else may change it until that is settled.";
            case NOT_CREATED -> "Its first request came to nothing, and its name is free again.";
            default -> null;
        };
    }
}
