package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.Descriptor;
import dev.groundplan.engine.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a template's files.
 *
 * @param name null when the manifest does not tell
 * @param version null when none is given
 * @param versionLine where it stands in the manifest, from 1; 0 when it does not
 * @param descriptor null when there is a fatal problem
 */
public record TemplateReading(
        @Nullable String name,
        @Nullable String version,
        int versionLine,
        @Nullable Descriptor descriptor,
        List<Problem> problems) {

    static TemplateReading broken(@Nullable String name, List<Problem> problems) {
        return new TemplateReading(name, null, 0, null, problems);
    }
}
