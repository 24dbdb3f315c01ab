package dev.groundplan.catalog;

import dev.groundplan.store.ArtifactId;
import java.time.Instant;

/**
 * An immutable, content-addressed snapshot of a template.
 *
 * @param template the template's name
 * @param digest {@code sha256:…} over all files and their paths
 * @param snapshot the packed files
 */
public record TemplateVersion(
        TemplateVersionId id,
        TemplateId templateId,
        String template,
        String version,
        String digest,
        ArtifactId snapshot,
        Descriptor descriptor,
        Instant importedAt) {}
