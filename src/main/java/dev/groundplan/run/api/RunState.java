package dev.groundplan.run.api;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import java.util.UUID;

/** The state of a run that somebody came too late for. */
record RunState(UUID id, int number, RunStatus status) {
    static RunState of(Run run) {
        return new RunState(run.id().value(), run.request().number(), run.status());
    }
}
