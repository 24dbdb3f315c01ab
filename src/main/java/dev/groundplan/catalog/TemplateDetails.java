package dev.groundplan.catalog;

import dev.groundplan.engine.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One template with all its versions.
 *
 * @param folder where it is imported from
 * @param current the last good version; null when there never was one
 * @param readme of the current version, as Markdown; null when it has none
 * @param versions newest first
 * @param removed whether its folder is gone; its versions stay for the environments made of them
 */
public record TemplateDetails(
        String name,
        String folder,
        @Nullable TemplateVersion current,
        @Nullable String readme,
        @Nullable String changelog,
        List<VersionListItem> versions,
        List<Problem> problems,
        Instant checkedAt,
        boolean removed) {

    /** One version, as the list of versions shows it. */
    public record VersionListItem(String version, String digest, Instant importedAt) {}
}
