package dev.groundplan.catalog.web;

import dev.groundplan.page.Chip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as a page.
 *
 * @param found such as "5 templates"
 * @param clearUrl null when nothing is filtered
 * @param empty whether the catalog itself holds nothing, whatever is asked for
 */
record CatalogView(
        String query,
        @Nullable String engine,
        @Nullable String tag,
        List<Card> cards,
        List<Chip> engines,
        List<Chip> tags,
        String found,
        @Nullable String clearUrl,
        boolean empty,
        boolean mayImport) {

    /**
     * One template.
     *
     * @param problem the first thing that is wrong with its newest files; null when they are good
     * @param usable whether there is a version to request
     */
    record Card(
            String name,
            String title,
            String description,
            @Nullable String owner,
            @Nullable String version,
            List<String> engines,
            List<String> tags,
            @Nullable String problem,
            boolean usable) {}
}
