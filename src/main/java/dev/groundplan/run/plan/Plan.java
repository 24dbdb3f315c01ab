package dev.groundplan.run.plan;

import dev.groundplan.engine.Guarantee;
import dev.groundplan.run.RunId;
import dev.groundplan.store.ArtifactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a run would do: sealed, and bound by its digest.
 *
 * @param manifest the canonical JSON that the digest is made over
 * @param destructive whether it destroys or replaces something
 * @param bundle what apply needs beside the template version; null when there is nothing to apply
 * @param voidedAt when it stopped being the run's plan; null while it is
 */
public record Plan(
        PlanId id,
        RunId runId,
        int part,
        int attempt,
        String digest,
        String manifest,
        Guarantee guarantee,
        PlanCounts counts,
        boolean destructive,
        boolean complete,
        int approvalsNeeded,
        @Nullable ArtifactId bundle,
        Instant createdAt,
        @Nullable Instant voidedAt) {}
