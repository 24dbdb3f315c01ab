package dev.groundplan.run.api;

import dev.groundplan.run.EnvironmentStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An environment as lists show it.
 *
 * @param template version {@code version} of it is the applied one, or before the first apply the
 *     requested one
 * @param drift whether the last check found drift
 * @param appliedRevision null before the first apply
 */
record EnvironmentItem(
        UUID id,
        String name,
        String team,
        String tier,
        String template,
        String version,
        EnvironmentStatus status,
        boolean drift,
        @Nullable Integer appliedRevision,
        PersonAnswer createdBy,
        Instant createdAt) {}
