package dev.groundplan.run.api;

import dev.groundplan.environment.StateVersion;
import java.time.Instant;
import java.util.UUID;

/** A recorded state without its content. */
record StateVersionAnswer(
        UUID id,
        String step,
        int number,
        String lineage,
        long serial,
        String digest,
        UUID run,
        boolean partial,
        Instant createdAt) {

    static StateVersionAnswer of(StateVersion version) {
        return new StateVersionAnswer(
                version.id(),
                version.step(),
                version.number(),
                version.lineage(),
                version.serial(),
                version.digest(),
                version.runId(),
                version.partial(),
                version.createdAt());
    }
}
