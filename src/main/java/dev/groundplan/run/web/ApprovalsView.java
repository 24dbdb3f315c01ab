package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tab;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans that wait for a decision, and decisions that were made. */
record ApprovalsView(
        List<Tab> tabs, boolean decided, List<Row> rows, String emptyTitle, String emptyText) {

    /**
     * @param risks "Destroys 1", "Replaces 2": what deserves a second look
     * @param own the viewer asked for it and can't decide
     * @param status only of decided ones
     */
    record Row(
            String id,
            String url,
            String title,
            String subtitle,
            String requester,
            @Nullable String reason,
            Delta delta,
            List<String> risks,
            boolean own,
            @Nullable StatusMark status,
            Instant since) {}
}
