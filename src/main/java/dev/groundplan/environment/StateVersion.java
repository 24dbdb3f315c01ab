package dev.groundplan.environment;

import dev.groundplan.store.ArtifactId;
import java.time.Instant;
import java.util.UUID;

/**
 * The engine's state after it changed.
 *
 * @param number counts from 1 within the step; people see "Recorded state 7"
 * @param partial taken while an apply went on
 */
public record StateVersion(
        UUID id,
        EnvironmentId environmentId,
        String step,
        int number,
        String lineage,
        long serial,
        String digest,
        ArtifactId artifactId,
        UUID executionId,
        UUID runId,
        boolean partial,
        Instant createdAt) {}
