package dev.groundplan.run.execution;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One execution as pages show it; times are null until known. */
public record Execution(
        UUID id,
        UUID runId,
        String step,
        Phase phase,
        int attempt,
        UUID workerId,
        @Nullable Long pid,
        @Nullable Long startTicks,
        @Nullable String bootId,
        @Nullable String outcome,
        @Nullable String message,
        int done,
        int planned,
        @Nullable String currentAddress,
        Instant startedAt,
        @Nullable Instant endedAt) {}
