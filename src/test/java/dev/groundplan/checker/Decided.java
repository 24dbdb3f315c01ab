package dev.groundplan.checker;

import java.util.UUID;

/** An approval that a client was told is kept. */
public record Decided(UUID run, String planDigest) {}
