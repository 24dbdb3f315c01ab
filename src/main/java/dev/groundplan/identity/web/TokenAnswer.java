package dev.groundplan.identity.web;

import dev.groundplan.identity.ApiToken;
import dev.groundplan.identity.TokenScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token as the API lists it: its prefix, never the token. */
record TokenAnswer(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static TokenAnswer of(ApiToken token) {
        return new TokenAnswer(
                token.id(),
                token.name(),
                token.prefix(),
                words(token),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt());
    }

    static List<String> words(ApiToken token) {
        return token.scopes().stream().sorted().map(TokenScope::word).toList();
    }
}
