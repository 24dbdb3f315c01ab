package dev.groundplan.run.web;

import dev.groundplan.page.Chip;
import dev.groundplan.page.Pager;
import dev.groundplan.page.StatusMark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history of runs.
 *
 * @param query what was typed; empty for none
 * @param statuses filters by state
 * @param others filters by kind, environment, person, tool: chips that are set, and those on offer
 * @param clearUrl null when nothing is filtered
 */
record RunListView(
        String query,
        List<Chip> statuses,
        List<Chip> others,
        @Nullable String clearUrl,
        List<Row> rows,
        Pager pager) {

    /**
     * @param title "Change orders-db"
     * @param subtitle "PostgreSQL for an app · dev · Shop"
     * @param effect "3 of 5 changes made"; null while it goes on
     * @param duration null while it goes on
     */
    record Row(
            String url,
            String number,
            String title,
            String subtitle,
            StatusMark status,
            Delta delta,
            @Nullable String effect,
            String requester,
            Instant at,
            @Nullable String duration) {}
}
