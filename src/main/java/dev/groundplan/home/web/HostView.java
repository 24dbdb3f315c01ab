package dev.groundplan.home.web;

import dev.groundplan.page.StatusMark;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A host as the page of workers shows it.
 *
 * @param roles such as "Serves pages, executes runs"
 * @param tools null when it executes no runs
 * @param note what its state means for the runs; null when there is nothing to say
 * @param earlier how many processes it had before
 * @param deathUrl where it can be declared dead; null when that would change nothing, or the viewer
 *     may not
 */
record HostView(
        UUID id,
        String name,
        String process,
        StatusMark status,
        String roles,
        @Nullable String tools,
        Instant startedAt,
        Instant seenAt,
        List<RunRow> runs,
        @Nullable Note note,
        @Nullable String earlier,
        @Nullable String deathUrl) {

    /** A run that the host has in hand, or that waits for it. */
    record RunRow(String title, String url, StatusMark status) {}

    /**
     * @param tone as the end of a CSS class
     * @param declaration who declared it dead and why; null when nobody did
     */
    record Note(String tone, String icon, String text, @Nullable Declaration declaration) {}

    record Declaration(Instant at, String by, String reason) {}
}
