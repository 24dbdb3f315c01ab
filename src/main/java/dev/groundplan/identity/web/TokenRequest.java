package dev.groundplan.identity.web;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.TokenScope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A new token as a program asks for it. */
record TokenRequest(String name, List<String> scopes, Instant expiresAt) {
    TokenRequest(
            @Nullable String name, @Nullable List<String> scopes, @Nullable Instant expiresAt) {
        this.name = requireNonNullElse(name, "");
        this.scopes = requireNonNullElse(scopes, List.of());
        this.expiresAt = requireNonNullElse(expiresAt, Instant.EPOCH);
    }

    Set<TokenScope> chosen() {
        return scopes.stream().map(TokenRequest::scope).collect(Collectors.toSet());
    }

    private static TokenScope scope(String word) {
        return TokenScope.of(word)
                .orElseThrow(
                        () ->
                                new InvalidFieldsException(
                                        "scopes",
                                        "Each scope is one of read, request, approve, admin."));
    }
}
