package dev.groundplan.catalog;

import dev.groundplan.engine.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an import found, template by template. */
public record ImportReport(List<Entry> entries) {
    public enum Result {
        IMPORTED,
        UNCHANGED,
        BROKEN,
        REMOVED
    }

    /** One template, or a catalog folder that could not be read. */
    public record Entry(
            String name, @Nullable String version, Result result, List<Problem> problems) {}

    /** Such as "2 imported, 1 broken"; "No templates found" when there was nothing. */
    public String summary() {
        var counts =
                Stream.of(Result.values())
                        .filter(result -> count(result) > 0)
                        .map(result -> count(result) + " " + result.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "No templates found" : counts;
    }

    private long count(Result result) {
        return entries.stream().filter(entry -> entry.result() == result).count();
    }
}
