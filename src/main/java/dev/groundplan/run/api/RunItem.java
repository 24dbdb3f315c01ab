package dev.groundplan.run.api;

import dev.groundplan.run.Effect;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as lists show it.
 *
 * @param effect what it did: null until it ended; {@code done} of {@code planned} changes were made
 * @param part the part being planned or applied, from 1
 * @param failure a sentence; null when it did not fail
 */
record RunItem(
        UUID id,
        int number,
        RunKind kind,
        RunStatus status,
        @Nullable Effect effect,
        int done,
        int planned,
        @Nullable String failure,
        EnvironmentRef environment,
        int revision,
        int part,
        boolean planOnly,
        String reason,
        PersonAnswer requestedBy,
        boolean cancelRequested,
        @Nullable UUID supersededBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** The environment of a run. */
    record EnvironmentRef(UUID id, String name, String team, String tier) {}
}
