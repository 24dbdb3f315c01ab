package dev.groundplan.identity.web;

import dev.groundplan.identity.ApiToken;
import dev.groundplan.identity.TokenScope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token as pages list it; times are UTC. */
record TokenRow(
        UUID id,
        String name,
        String prefix,
        String scopes,
        String created,
        String expires,
        boolean expired,
        String lastUsed) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    static TokenRow of(ApiToken token, Instant now) {
        return new TokenRow(
                token.id(),
                token.name(),
                token.prefix(),
                token.scopes().stream()
                        .sorted()
                        .map(TokenScope::word)
                        .collect(Collectors.joining(", ")),
                DAY.format(token.createdAt()),
                DAY.format(token.expiresAt()),
                !token.isValid(now),
                minute(token.lastUsedAt()));
    }

    /** The moment in words, "Never" for none. */
    static String minute(@Nullable Instant at) {
        return at == null ? "Never" : MINUTE.format(at);
    }
}
