package dev.groundplan.credential;

import java.util.UUID;

/** Names one credential. */
public record CredentialId(UUID value) {}
