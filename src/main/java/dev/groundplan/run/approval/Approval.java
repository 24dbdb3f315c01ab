package dev.groundplan.run.approval;

import dev.groundplan.identity.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision on one plan digest.
 *
 * @param decidedBy null for a rule's and a carried one
 * @param ruleName the rule that says no person is needed; null for the other kinds
 * @param overrideReason why an owner approved the own request; null when nobody did
 */
public record Approval(
        UUID id,
        UUID planId,
        String planDigest,
        Kind kind,
        Decision decision,
        @Nullable PersonId decidedBy,
        @Nullable String ruleName,
        @Nullable String overrideReason,
        String comment,
        Instant at) {

    public enum Kind {
        PERSON,
        RULE,
        /** Names the personal approval of an earlier part. */
        CARRIED
    }

    public enum Decision {
        APPROVE,
        REJECT
    }
}
