package dev.groundplan.audit.web;

import dev.groundplan.page.Pager;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of the audit trail.
 *
 * @param clearUrl null when nothing is filtered
 */
record AuditView(
        String actor,
        String object,
        List<Choice> actions,
        List<Row> rows,
        @Nullable String clearUrl,
        Pager pager) {

    /** An action to filter by. */
    record Choice(String value, String words, boolean selected) {}

    /**
     * @param objectUrl null when it has no page
     * @param team empty when it belongs to none
     */
    record Row(
            Instant at,
            String actor,
            String actorUrl,
            String action,
            String object,
            @Nullable String objectUrl,
            String sameObjectUrl,
            String team,
            String detail) {}
}
