package dev.groundplan.catalog;

import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as the catalog lists it.
 *
 * @param version of the last good version; null when there never was one
 * @param problems of the files as they are now; what is shown beside them is the last good version
 */
public record TemplateListItem(
        String name,
        String title,
        String description,
        @Nullable String owner,
        @Nullable String version,
        List<EngineKind> engines,
        List<String> tags,
        List<Problem> problems,
        @Nullable Instant importedAt) {

    /** Whether the newest files could not be imported. */
    public boolean broken() {
        return problems.stream().anyMatch(Problem::fatal);
    }
}
