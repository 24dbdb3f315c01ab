package dev.groundplan.run.web;

import dev.groundplan.engine.ChangeAction;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which changes of a plan a page shows.
 *
 * @param text empty for all
 * @param action null for all
 * @param from how many come before the first one shown
 */
record PlanQuery(String text, @Nullable ChangeAction action, int from) {
    static final int PAGE = 100;
    static final PlanQuery ALL = new PlanQuery("", null, 0);

    static PlanQuery of(@Nullable String text, @Nullable String action, @Nullable Integer from) {
        return new PlanQuery(
                text == null ? "" : text.strip(),
                action(action).orElse(null),
                from == null ? 0 : Math.max(0, Math.min(from, 1_000_000)));
    }

    private static Optional<ChangeAction> action(@Nullable String name) {
        return Arrays.stream(ChangeAction.values())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }

    boolean filters() {
        return !text.isEmpty() || action != null;
    }

    PlanQuery only(@Nullable ChangeAction other) {
        return new PlanQuery(text, other, 0);
    }

    PlanQuery at(int start) {
        return new PlanQuery(text, action, start);
    }

    String url(String base) {
        var url = UriComponentsBuilder.fromPath(base);
        if (!text.isEmpty()) {
            url.queryParam("q", "{q}");
        }
        if (action != null) {
            url.queryParam("action", action.name());
        }
        if (from > 0) {
            url.queryParam("from", from);
        }
        return url.fragment("run-plan").encode().buildAndExpand(text).toUriString();
    }
}
