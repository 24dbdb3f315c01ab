package dev.groundplan.checker;

import java.util.UUID;

/**
 * A request that a client was told is accepted; {@code values} as the client sent them, as JSON.
 */
public record Accepted(UUID run, UUID environment, int number, String values) {}
