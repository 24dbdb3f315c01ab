package dev.groundplan.identity;

import java.util.UUID;

/** Names one team. */
public record TeamId(UUID value) {}
