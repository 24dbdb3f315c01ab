package dev.groundplan.credential.web;

import dev.groundplan.engine.CredentialLease.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kinds of credentials in words. */
final class KindWords {
    private KindWords() {}

    /** One kind to choose. */
    record Option(String value, String title, String help, boolean selected) {}

    static List<Option> all(@Nullable Kind selected) {
        return Stream.of(Kind.values())
                .map(kind -> new Option(kind.name(), title(kind), help(kind), kind == selected))
                .toList();
    }

    static String title(Kind kind) {
        return switch (kind) {
            case SSH_KEY -> "SSH key";
            case FILE -> "File";
            case VARIABLE -> "Variable";
        };
    }

    private static String help(Kind kind) {
        return switch (kind) {
            case SSH_KEY ->
                    "A private key with which tools reach hosts, and the host keys to trust.";
            case FILE -> "A secret file for a tool, such as the password of an Ansible vault.";
            case VARIABLE -> "An environment variable of a tool, such as an API token.";
        };
    }
}
