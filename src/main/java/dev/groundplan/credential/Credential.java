package dev.groundplan.credential;

import dev.groundplan.engine.CredentialLease.Kind;
import java.time.Instant;

/**
 * What may be seen of a credential: everything but the secret.
 *
 * @param username of a key, on the hosts; empty when templates say it
 * @param knownHosts of a key: the host keys that are trusted; empty for none
 * @param fingerprint of a key, as {@code SHA256:…}; empty for other kinds
 * @param replacedAt when its secret was written last
 */
public record Credential(
        CredentialId id,
        String name,
        Kind kind,
        String username,
        String knownHosts,
        String fingerprint,
        Instant createdAt,
        Instant replacedAt) {}
