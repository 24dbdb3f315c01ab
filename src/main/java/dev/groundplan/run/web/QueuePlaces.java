package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a queued run stands, and what it waits for. */
@Component
class QueuePlaces {
    private static final Place NONE = new Place("", "", null);
    private final RunService runs;

    QueuePlaces(RunService runs) {
        this.runs = runs;
    }

    /**
     * @param words "2nd behind run 6"; empty when it is next
     * @param sentence what it waits for
     * @param blocker the run before it; null when it waits for a worker only
     */
    record Place(String words, String sentence, @Nullable Link blocker) {}

    Place of(Run run) {
        if (run.status() != RunStatus.QUEUED) {
            return NONE;
        }
        var active = run.takesSlot() ? runs.active(run.environmentId()).orElse(null) : null;
        if (active == null) {
            return new Place("", "It is next: it starts when a worker is free.", null);
        }
        var before =
                runs.waiting(run.environmentId()).stream()
                        .filter(other -> other.request().number() < run.request().number())
                        .count();
        var number = active.request().number();
        var words =
                before == 0
                        ? "behind run " + number
                        : ordinal(before + 1) + " behind run " + number;
        return new Place(
                words,
                "One run at a time changes an environment. Run "
                        + number
                        + " "
                        + doing(active)
                        + ".",
                new Link("Open run " + number, "/runs/" + active.id()));
    }

    private static String doing(Run active) {
        return switch (active.status()) {
            case AWAITING_APPROVAL -> "waits for approval";
            case UNKNOWN -> "was interrupted and must be settled first";
            case PLANNING -> "is being planned";
            default -> "is being applied";
        };
    }

    private static String ordinal(long number) {
        return number == 2 ? "2nd" : number == 3 ? "3rd" : number + "th";
    }
}
