package dev.groundplan.environment;

import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.store.ArtifactId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of an environment is really out there: one step, from which template version and revision it
 * was applied.
 */
public record EnvironmentStep(
        EnvironmentId environmentId,
        String step,
        int position,
        String engine,
        TemplateVersionId templateVersionId,
        int revision,
        @Nullable UUID stateVersionId,
        @Nullable ArtifactId outputsArtifactId,
        String condition) {}
