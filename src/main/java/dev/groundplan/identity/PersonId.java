package dev.groundplan.identity;

import java.util.UUID;

/** Names one person. */
public record PersonId(UUID value) {}
