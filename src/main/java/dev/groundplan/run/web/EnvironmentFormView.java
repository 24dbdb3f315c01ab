package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the fields of a request; the fields are the form module's own view.
 *
 * @param change an existing environment is changed: its name, team and tier are fixed
 * @param heading "New PostgreSQL for an app" or "Change orders-db"
 * @param action where the form posts to
 * @param idempotencyKey made once per form, so that a second click is the same request
 * @param next what happens after sending, in order
 * @param waiting the run that is under way in the same environment; null for none
 * @param planOnly ends with the plan
 */
record EnvironmentFormView(
        boolean change,
        String heading,
        String subtitle,
        List<Link> crumbs,
        String action,
        String cancelUrl,
        String idempotencyKey,
        String template,
        String version,
        Choice team,
        Choice tier,
        Text name,
        Text reason,
        List<String> next,
        @Nullable String note,
        @Nullable Waiting waiting,
        boolean planOnly) {

    /**
     * @param status "Waiting for approval by Shop"
     * @param startUrl begins with its values; null when they are not others
     * @param replaceable whether this request could take its place
     */
    record Waiting(Link run, String status, @Nullable String startUrl, boolean replaceable) {}

    /**
     * @param fixed shown, not asked
     */
    record Choice(String value, List<Option> options, boolean fixed, @Nullable String problem) {}

    record Option(String value, String label, @Nullable String help) {}

    record Text(String value, boolean fixed, @Nullable String problem) {}
}
