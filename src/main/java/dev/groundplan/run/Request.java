package dev.groundplan.run;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for; never changes.
 *
 * @param number counts within the environment: "run 7"; the order of the queue
 * @param planOnly ends with the plan; takes no slot
 * @param revision of the environment's values
 * @param engines sorted, joined with "+": which workers can take it
 * @param reconciles the run in UNKNOWN that it settles; null for every other kind
 */
public record Request(
        EnvironmentId environmentId,
        int number,
        RunKind kind,
        boolean planOnly,
        int revision,
        String reason,
        PersonId requestedBy,
        String engines,
        @Nullable RunId reconciles,
        Instant createdAt) {}
