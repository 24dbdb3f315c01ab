package dev.groundplan.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API token may do, at most: never more than the person it belongs to. */
public enum TokenScope {
    READ("Read what I can see"),
    REQUEST("Request and cancel runs"),
    APPROVE("Approve and reject plans"),
    ADMIN("Administer the portal and my teams");

    private final String meaning;

    TokenScope(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /**
     * The scope as API and forms write it: {@code read}, {@code request}, {@code approve}, {@code
     * admin}.
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TokenScope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
