package dev.groundplan.environment;

import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.TeamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A template version with values, owned by a team, on a tier: the long-lived thing that exists out
 * there.
 *
 * @param liveName its name while it holds it; null once destroyed, or when its first run ended
 *     without effect
 * @param appliedRevision the revision that was applied last; null before the first apply
 * @param driftedAt when the last check found drift; null when none is known
 */
public record Environment(
        EnvironmentId id,
        TeamId teamId,
        String tier,
        String name,
        @Nullable String liveName,
        Condition condition,
        int lastRunNumber,
        int lastRevision,
        @Nullable Integer appliedRevision,
        @Nullable Instant driftedAt,
        long version,
        PersonId createdBy,
        Instant createdAt) {

    /** What is known of it apart from running changes. */
    public enum Condition {
        NEW,
        READY,
        /** A change failed part-way. */
        INCOMPLETE,
        /** A change began and nothing proves how it ended. */
        UNKNOWN,
        DESTROYED
    }

    public boolean isLive() {
        return liveName != null;
    }
}
