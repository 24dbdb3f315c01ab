package dev.groundplan.run;

import dev.groundplan.identity.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Published inside the transaction that changed a run's status.
 *
 * @param from null when the run is new
 * @param actor null when the portal itself did it
 */
public record RunStatusChanged(
        Run run, @Nullable RunStatus from, @Nullable PersonId actor, String cause, Instant at) {}
