package dev.groundplan.run.web;

import dev.groundplan.page.Chip;
import dev.groundplan.page.Pager;
import dev.groundplan.page.StatusMark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The environments that a viewer sees. */
record EnvironmentListView(
        String query,
        List<Chip> chips,
        @Nullable String clearUrl,
        List<Row> rows,
        Pager pager,
        boolean mayRequest) {

    /**
     * @param kind and tier: "PostgreSQL for an app · dev"
     * @param badges Drift, Update available, Protected…
     */
    record Row(
            String url,
            String name,
            String kind,
            String team,
            StatusMark status,
            List<BadgeView> badges,
            String version,
            Instant changedAt,
            String changedBy) {}
}
