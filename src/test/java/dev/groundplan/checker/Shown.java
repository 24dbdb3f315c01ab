package dev.groundplan.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** I11: what the page and the API show of a run is what the database says. */
final class Shown {
    private static final int SAMPLE = 24;
    private static final int NEWEST = 4;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As docs/run-lifecycle.md prints it; on purpose not the words of the product. */
    private static final Map<String, List<String>> WORDS =
            Map.ofEntries(
                    Map.entry("QUEUED", List.of("Queued")),
                    Map.entry("PLANNING", List.of("Planning")),
                    Map.entry("AWAITING_APPROVAL", List.of("Waiting for approval")),
                    Map.entry("APPROVED", List.of("Approved")),
                    Map.entry("APPLYING", List.of("Applying")),
                    Map.entry("UNKNOWN", List.of("Interrupted")),
                    Map.entry("APPLIED", List.of("Created", "Changed", "Destroyed", "Recovered")),
                    Map.entry("NO_CHANGES", List.of("Nothing to change", "In sync")),
                    Map.entry("PLANNED", List.of("Plan ready", "Drift found")),
                    Map.entry("REJECTED", List.of("Rejected")),
                    Map.entry("CANCELED", List.of("Stopped")),
                    Map.entry("STALE", List.of("Plan outdated")),
                    Map.entry("FAILED", List.of("Failed")));

    private final UnaryOperator<String> portal;
    private final List<Violation> all = new ArrayList<>();

    private Shown(UnaryOperator<String> portal) {
        this.portal = portal;
    }

    static List<Violation> honest(Evidence evidence) {
        var portal = evidence.portal();
        if (portal == null) {
            return List.of();
        }
        var shown = new Shown(portal);
        sample(evidence).forEach(shown::compare);
        return shown.all;
    }

    /** Evenly over all runs, and the newest. */
    private static List<Map<String, Object>> sample(Evidence evidence) {
        var rows =
                evidence.rows(
                        """
                        select cast(r.id as varchar) as id, r.number, r.status, r.effect, r.effect_done, r.effect_planned,
                            r.failure, (select coalesce(sum(c.lines), 0) from log_chunk c where c.run_id = r.id) as lines
                        from run r order by r.created_at desc, r.id desc
                        """);
        var step = Math.max(1, rows.size() / SAMPLE);
        return IntStream.range(0, rows.size())
                .filter(i -> i < NEWEST || i % step == 0)
                .mapToObj(rows::get)
                .toList();
    }

    private void compare(Map<String, Object> row) {
        var id = (String) row.get("id");
        var api = JSON.readTree(portal.apply("/api/v1/runs/" + id));
        for (var field : List.of("number", "status", "effect", "failure")) {
            var shown = api.path(field);
            differs(row, "API", field, row.get(field), shown.isNull() ? null : shown.asString());
        }
        differs(row, "API", "done", row.get("effect_done"), api.path("done").asString());
        differs(row, "API", "planned", row.get("effect_planned"), api.path("planned").asString());
        var log = portal.apply("/api/v1/runs/" + id + "/log");
        differs(row, "API", "log lines", row.get("lines"), String.valueOf(log.lines().count()));
        page(row, Jsoup.parse(portal.apply("/runs/" + id)));
    }

    private void page(Map<String, Object> row, Document page) {
        var word = text(page, "#run-header .gp-status-lg");
        var allowed = WORDS.getOrDefault(String.valueOf(row.get("status")), List.of());
        if (allowed.stream().noneMatch(word::startsWith)) {
            differs(row, "page", "status", row.get("status"), word);
        }
        differs(row, "page", "number", row.get("number"), text(page, "#run-header .num span"));
        var failure = page.selectFirst("#run-result .gp-failure pre");
        differs(
                row,
                "page",
                "failure",
                row.get("failure"),
                failure == null ? null : failure.wholeText());
        effect(row, text(page, "#run-result .gp-result-head p"));
        var lines = page.select("#log-lines [id^=L]");
        var last = lines.isEmpty() ? "0" : Objects.requireNonNull(lines.last()).id().substring(1);
        differs(row, "page", "log lines", row.get("lines"), last);
    }

    private void effect(Map<String, Object> row, String shown) {
        var honest =
                switch (String.valueOf(row.get("effect"))) {
                    case "NONE" -> shown.equals("Nothing was changed.");
                    case "UNKNOWN" -> shown.equals("What was changed is not known.");
                    case "PARTIAL" ->
                            shown.startsWith(row.get("effect_done") + " of ")
                                    || shown.equals("An earlier part was applied.");
                    case "COMPLETE" -> !shown.startsWith("Nothing") && !shown.isEmpty();
                    default -> shown.isEmpty();
                };
        if (!honest) {
            differs(row, "page", "effect", row.get("effect"), shown);
        }
    }

    private static String text(Document page, String selector) {
        var element = page.selectFirst(selector);
        return element == null ? "" : element.text();
    }

    private void differs(
            Map<String, Object> row,
            String where,
            String what,
            @Nullable Object recorded,
            @Nullable String shown) {
        var expected = recorded == null ? null : recorded.toString();
        if (!Objects.equals(expected, shown)) {
            all.add(
                    new Violation(
                            "I11",
                            "the %s shows %s \"%s\" of run %s, and \"%s\" is recorded"
                                    .formatted(where, what, shown, row.get("id"), expected)));
        }
    }
}
