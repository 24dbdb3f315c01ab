package dev.groundplan.credential;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.engine.CredentialLease.Kind;
import org.jspecify.annotations.Nullable;

/** What is entered about a credential; a field that was not sent is empty. */
public record CredentialEntry(
        String name, @Nullable Kind kind, String username, String knownHosts, String secret) {
    public static final CredentialEntry EMPTY = new CredentialEntry(null, null, null, null, null);

    public CredentialEntry(
            @Nullable String name,
            @Nullable Kind kind,
            @Nullable String username,
            @Nullable String knownHosts,
            @Nullable String secret) {
        this.name = requireNonNullElse(name, "").strip();
        this.kind = kind;
        this.username = requireNonNullElse(username, "").strip();
        this.knownHosts = requireNonNullElse(knownHosts, "").replace("\r\n", "\n").strip();
        this.secret = requireNonNullElse(secret, "");
    }

    @Override
    public String toString() {
        return "CredentialEntry[" + name + "]";
    }
}
