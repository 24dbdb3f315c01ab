package dev.groundplan.environment;

import dev.groundplan.store.ArtifactId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The engine's state after it changed.
 *
 * @param number counts from 1 within the step; people see "Recorded state 7"
 * @param artifactId its content; null once that was removed after its time
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
        @Nullable ArtifactId artifactId,
        UUID executionId,
        UUID runId,
        boolean partial,
        Instant createdAt) {}
