package dev.groundplan.identity.web;

import dev.groundplan.identity.ApiToken;
import dev.groundplan.identity.TokenScope;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token as pages list it. */
record TokenRow(
        UUID id,
        String name,
        String prefix,
        String scopes,
        Instant createdAt,
        Instant expiresAt,
        boolean expired,
        @Nullable Instant lastUsedAt) {

    static TokenRow of(ApiToken token, Instant now) {
        return new TokenRow(
                token.id(),
                token.name(),
                token.prefix(),
                token.scopes().stream()
                        .sorted()
                        .map(TokenScope::word)
                        .collect(Collectors.joining(", ")),
                token.createdAt(),
                token.expiresAt(),
                !token.isValid(now),
                token.lastUsedAt());
    }
}
