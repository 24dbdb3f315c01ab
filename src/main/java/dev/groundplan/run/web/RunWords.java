package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Ending;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** What pages call a run and its state. */
final class RunWords {
    private RunWords() {}

    static String title(RunKind kind, boolean planOnly, String environment) {
        var verb =
                switch (kind) {
                    case PROVISION -> "Create ";
                    case UPDATE -> "Change ";
                    case DESTROY -> "Destroy ";
                    case REFRESH -> "Check for drift: ";
                    case RECONCILE -> "Recover ";
                };
        return (planOnly ? "Plan only: " : "") + verb + environment;
    }

    /**
     * @param team whose approvers decide
     * @param place in the queue, such as "2nd behind run 6"; empty when it is next
     */
    static StatusMark mark(
            RunKind kind, RunStatus status, String effect, String team, String place) {
        return switch (status) {
            case QUEUED -> RunMarks.queued(place);
            case PLANNING -> RunMarks.planning();
            case AWAITING_APPROVAL -> RunMarks.waitingFor(team);
            case APPROVED -> RunMarks.approved();
            case APPLYING -> RunMarks.applying();
            case APPLIED -> RunMarks.applied(done(kind));
            case NO_CHANGES ->
                    kind == RunKind.REFRESH ? RunMarks.inSync() : RunMarks.nothingToChange();
            case PLANNED -> kind == RunKind.REFRESH ? RunMarks.driftFound() : RunMarks.planReady();
            case REJECTED -> RunMarks.rejected();
            case STALE -> RunMarks.outdated();
            case CANCELED -> RunMarks.stopped(effect);
            case FAILED -> RunMarks.failed(effect);
            case UNKNOWN -> RunMarks.interrupted();
        };
    }

    static String done(RunKind kind) {
        return switch (kind) {
            case PROVISION -> "Created";
            case UPDATE -> "Changed";
            case DESTROY -> "Destroyed";
            case REFRESH -> "Checked";
            case RECONCILE -> "Recovered";
        };
    }

    /** "nothing changed" or "part-way, 3 of 5 made". */
    static String effect(@Nullable Effect effect, int done, int planned) {
        if (effect == Effect.PARTIAL) {
            return planned > 0 ? "part-way, %d of %d made".formatted(done, planned) : "part-way";
        }
        return effect == Effect.COMPLETE
                ? "%d of %d made".formatted(done, planned)
                : "nothing changed";
    }

    static String effect(@Nullable Ending ending) {
        return ending == null
                ? "nothing changed"
                : effect(ending.effect(), ending.done(), ending.planned());
    }

    /** What an ended run did, as a sentence. */
    static String effectSentence(@Nullable Ending ending) {
        if (ending == null || ending.effect() == Effect.NONE) {
            return "Nothing was changed.";
        }
        return switch (ending.effect()) {
            case UNKNOWN -> "What was changed is not known.";
            case PARTIAL ->
                    ending.planned() > 0
                            ? "%d of %d changes were made."
                                    .formatted(ending.done(), ending.planned())
                            : "An earlier part was applied.";
            default ->
                    ending.planned() == 1
                            ? "The change was made."
                            : "All %d changes were made.".formatted(ending.planned());
        };
    }
}
