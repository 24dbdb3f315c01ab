package dev.groundplan.credential.web;

import dev.groundplan.credential.Credential;
import dev.groundplan.engine.CredentialLease.Kind;
import java.time.Instant;
import java.util.UUID;

/**
 * A credential as pages show it.
 *
 * @param fingerprint of a key; empty for other kinds
 */
record CredentialRow(
        UUID id,
        String name,
        String kind,
        boolean key,
        String username,
        String fingerprint,
        long knownHosts,
        int grants,
        Instant replacedAt) {
    static CredentialRow of(Credential credential, int grants) {
        return new CredentialRow(
                credential.id().value(),
                credential.name(),
                KindWords.title(credential.kind()),
                credential.kind() == Kind.SSH_KEY,
                credential.username(),
                credential.fingerprint(),
                credential
                        .knownHosts()
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .count(),
                grants,
                credential.replacedAt());
    }
}
