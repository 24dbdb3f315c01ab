package dev.groundplan.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an API token; the token itself is known only to its owner.
 *
 * @param prefix its first characters, to tell tokens apart
 */
public record ApiToken(
        UUID id,
        PersonId owner,
        String name,
        String prefix,
        Set<TokenScope> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** True when the token opens anything at this moment. */
    public boolean isValid(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
