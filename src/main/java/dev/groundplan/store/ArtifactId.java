package dev.groundplan.store;

import java.util.UUID;

/** Names one stored artifact. */
public record ArtifactId(UUID value) {}
