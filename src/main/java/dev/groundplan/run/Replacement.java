package dev.groundplan.run;

import dev.groundplan.environment.Environment;
import dev.groundplan.identity.Viewer;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** A newer request takes the place of a run that waits for its approval. */
@Component
class Replacement {
    private final RunService runs;
    private final Clock clock;

    Replacement(RunService runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * @throws ConflictingRequestException when the present run is under way already
     */
    void check(Environment environment) {
        runs.active(environment.id()).ifPresent(Replacement::refuseBusy);
    }

    private static void refuseBusy(Run active) {
        if (active.status() != RunStatus.AWAITING_APPROVAL
                || active.appliedAny()
                || active.request().kind() == RunKind.RECONCILE) {
            throw new ConflictingRequestException(
                    "supersede",
                    "Run "
                            + active.request().number()
                            + " can't be replaced any more: it is under way.");
        }
    }

    Run by(Viewer viewer, Run newer) {
        runs.active(newer.environmentId()).ifPresent(older -> supersede(viewer, older, newer));
        return runs.get(newer.id());
    }

    private void supersede(Viewer viewer, Run older, Run newer) {
        runs.change(
                older.id(),
                Cause.by(viewer.id(), "Replaced by run " + newer.request().number()),
                run -> run.superseded(newer.id(), clock.instant()));
    }
}
