package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs, what waits and for what.
 *
 * @param quiet when nothing runs or waits: "All quiet: the last run finished 4 min ago."; null
 *     otherwise
 */
record QueueView(
        List<Row> running,
        List<Row> waiting,
        List<Row> approvals,
        @Nullable String quiet,
        String workers,
        String eventsUrl) {

    /**
     * @param position "1", empty for those that run
     * @param link null for a run of a foreign team, which stays anonymous
     * @param title "Change orders-db", or "A run of another team"
     * @param waitsFor "Waits for run 6 of orders-db", "Starts when a worker is free"; null for none
     */
    record Row(
            String id,
            String position,
            @Nullable Link link,
            String title,
            String subtitle,
            StatusMark status,
            @Nullable String waitsFor,
            @Nullable Link blocker,
            Instant since) {}
}
