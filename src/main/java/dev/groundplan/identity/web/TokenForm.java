package dev.groundplan.identity.web;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.identity.TokenScope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A new token as the account page asks for it; words that are no scope are dropped. */
record TokenForm(String name, List<String> scopes, Integer days) {
    static final TokenForm EMPTY = new TokenForm(null, List.of("read"), null);

    TokenForm(@Nullable String name, @Nullable List<String> scopes, @Nullable Integer days) {
        this.name = requireNonNullElse(name, "");
        this.scopes = requireNonNullElse(scopes, List.of());
        this.days = requireNonNullElse(days, 30);
    }

    Set<TokenScope> chosen() {
        return scopes.stream()
                .flatMap(word -> TokenScope.of(word).stream())
                .collect(Collectors.toSet());
    }

    Duration life() {
        return Duration.ofDays(days);
    }
}
