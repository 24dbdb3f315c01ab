package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tab;
import dev.groundplan.page.ValueView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One environment. Only the part of the selected tab needs content; the others may be empty.
 *
 * @param tab overview, resources, outputs, files, runs, state or settings
 */
record EnvironmentView(
        Head head,
        String tab,
        List<Tab> tabs,
        List<OutputView> outputs,
        List<ValueRow> values,
        List<Resource> resources,
        List<File> files,
        List<RunListView.Row> runs,
        List<State> states,
        Settings settings) {

    /**
     * @param explanation what the status means and what to do; null when it is plain
     * @param current the run that changes it now; null for none
     * @param readme the first lines of what it is; null for none
     */
    record Head(
            String id,
            String url,
            String name,
            String kind,
            String tier,
            String team,
            StatusMark status,
            List<BadgeView> badges,
            @Nullable String explanation,
            List<Link> crumbs,
            @Nullable CurrentRun current,
            String templateTitle,
            String templateVersion,
            String templateUrl,
            Instant createdAt,
            String createdBy,
            @Nullable Instant changedAt,
            @Nullable String changedBy,
            boolean live,
            String eventsUrl) {}

    /**
     * @param review whether it waits for the viewer's decision
     */
    record CurrentRun(String url, String label, StatusMark status, boolean review) {}

    record Resource(
            String step,
            String type,
            String address,
            String name,
            @Nullable String where,
            List<Fact> facts) {}

    record Fact(String label, ValueView value) {}

    /** A file that the environment keeps, such as a site that can be opened. */
    record File(String path, String url, String size, Instant changedAt, boolean page) {}

    /**
     * Recorded state, for approvers and up.
     *
     * @param downloadUrl POST; null for those who may not
     */
    record State(
            String step,
            long serial,
            String lineage,
            String digest,
            String size,
            Instant at,
            Link run,
            boolean partial,
            @Nullable String downloadUrl) {}

    /**
     * @param changeUrl null when the viewer may not; then {@code whyNot} says why
     * @param destroyUrl null when the viewer may not
     * @param driftUrl POST: asks for a drift check; null when not possible now
     * @param recoverUrl POST: asks for a RECONCILE run; null unless the outcome of a run is not
     *     known
     */
    record Settings(
            @Nullable String changeUrl,
            @Nullable String destroyUrl,
            @Nullable String driftUrl,
            @Nullable String recoverUrl,
            @Nullable String upgradeUrl,
            @Nullable String whyNot) {}
}
