package dev.groundplan.catalog.api;

import dev.groundplan.catalog.TemplateListItem;
import dev.groundplan.engine.EngineKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template as the API lists it; version is null when there never was a good one. */
record TemplateListAnswer(
        String name,
        String title,
        String description,
        @Nullable String owner,
        @Nullable String version,
        List<String> engines,
        List<String> tags,
        boolean broken,
        @Nullable Instant importedAt) {

    static TemplateListAnswer of(TemplateListItem item) {
        return new TemplateListAnswer(
                item.name(),
                item.title(),
                item.description(),
                item.owner(),
                item.version(),
                item.engines().stream().map(EngineKind::name).toList(),
                item.tags(),
                item.broken(),
                item.importedAt());
    }
}
