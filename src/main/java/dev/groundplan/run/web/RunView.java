package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run as runs/show.html shows it. The page's fragments take the whole record under the name
 * {@code run}, so a live update renders the same files with a newer one.
 *
 * @param plan null before the first plan
 * @param planMissing why there is no plan, such as "Planning: nothing is changed yet."; null when
 *     there is one
 * @param decision null when there never was or will be anything to decide
 * @param progress null outside planning and applying
 * @param steps null when there is one only, or none is known yet
 * @param result null until the run has ended
 * @param values what was asked for, compared with what was applied last
 */
record RunView(
        Head head,
        List<Stage> stages,
        @Nullable Progress progress,
        @Nullable StepsView steps,
        @Nullable PlanView plan,
        @Nullable String planMissing,
        @Nullable DecisionView decision,
        @Nullable ResultView result,
        List<ValueRow> values,
        List<Event> events,
        LogView log) {

    /**
     * @param title such as "Change orders-db"
     * @param subtitle kind, tier and team: "PostgreSQL for an app · dev · Shop"
     * @param explanation one or two sentences below the status: for whom it waits, what blocks it;
     *     null for none
     * @param live false once the run has ended
     * @param eventsUrl of the stream, without {@code after}
     * @param blocker the run it waits behind; null when it waits for nothing
     * @param cancel null when it can't be canceled by this viewer
     */
    record Head(
            String id,
            int number,
            String url,
            String title,
            String subtitle,
            String tabTitle,
            StatusMark status,
            @Nullable String explanation,
            boolean live,
            String eventsUrl,
            List<Link> crumbs,
            String environmentUrl,
            String environmentName,
            String templateTitle,
            String templateVersion,
            String templateUrl,
            String requester,
            Instant requestedAt,
            @Nullable String reason,
            @Nullable Link blocker,
            @Nullable Cancel cancel) {}

    /**
     * @param sentence what it means in this phase: "Nothing has been changed yet; nothing will be."
     * @param requested someone asked already; there is no button then
     * @param force the second request, which may leave the outcome unknown: the name must be typed
     */
    record Cancel(
            String url,
            String button,
            String sentence,
            boolean requested,
            boolean force,
            String environmentName) {}

    /** One step of the line at the top: Requested, Queued, Planned, Approved, Applied. */
    record Stage(
            String label,
            State state,
            @Nullable String detail,
            @Nullable Instant at,
            @Nullable String duration) {

        public enum State {
            DONE("check"),
            CURRENT("circle-dot"),
            AHEAD("circle"),
            FAILED("x"),
            SKIPPED("minus");

            private final String icon;

            State(String icon) {
                this.icon = icon;
            }

            public String icon() {
                return icon;
            }

            public String css() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }

            /** For ears. */
            public String spoken() {
                return switch (this) {
                    case DONE -> "done";
                    case CURRENT -> "now";
                    case AHEAD -> "not yet";
                    case FAILED -> "failed";
                    case SKIPPED -> "skipped";
                };
            }
        }
    }

    /**
     * @param sentence "4 of 9 changes, 2 running"
     * @param planned null while it is not known how many there will be
     * @param quietSince since when nothing was printed; null when that is not worth telling
     */
    record Progress(
            String sentence,
            int done,
            @Nullable Integer planned,
            Instant since,
            @Nullable Instant quietSince,
            List<Running> running) {}

    record Running(String address, String what, Instant since) {}

    /** Something that happened: "Approved by Ada", with her comment. */
    record Event(String icon, String sentence, @Nullable String comment, Instant at) {}
}
