package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param effect "Nothing was changed." or "3 of 5 changes were made."
 * @param failure the tool's own message; null when it did not fail
 * @param hint what to do about it; null when we don't know
 * @param firstErrorUrl where the log says it first; null for none
 * @param errorId for a report; null when it did not fail
 * @param actions what to do next, the best first
 */
record ResultView(
        StatusMark mark,
        String title,
        String effect,
        @Nullable String failure,
        @Nullable String hint,
        @Nullable String firstErrorUrl,
        @Nullable String errorId,
        List<OutputView> outputs,
        List<Link> actions) {}
