package dev.groundplan.run.web;

import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Chip;
import dev.groundplan.page.Pager;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.run.EnvironmentList;
import dev.groundplan.run.EnvironmentList.Item;
import dev.groundplan.run.EnvironmentStatus;
import dev.groundplan.run.RequestRules;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of environments. */
@Component
class EnvironmentIndex {
    private static final int PAGE = 50;
    private final EnvironmentList environments;
    private final RequestRules rules;
    private final TemplateNames templates;

    EnvironmentIndex(EnvironmentList environments, RequestRules rules, TemplateNames templates) {
        this.environments = environments;
        this.rules = rules;
        this.templates = templates;
    }

    /**
     * What was asked for.
     *
     * @param gone "true" for those that were destroyed or never made
     * @param from how many come before the first one shown
     */
    record Query(
            @Nullable String q,
            @Nullable String tier,
            @Nullable String gone,
            @Nullable Integer from) {
        String text() {
            return q == null ? "" : q.strip();
        }

        boolean onlyGone() {
            return "true".equals(gone);
        }

        int start() {
            return from == null ? 0 : Math.max(0, from);
        }

        boolean filters() {
            return !text().isEmpty() || tier != null || onlyGone();
        }
    }

    EnvironmentListView page(Viewer viewer, Query query, boolean mayRequest) {
        var text = query.text().isEmpty() ? null : query.text();
        var found =
                environments.page(
                        viewer, text, query.tier(), query.onlyGone(), query.start(), PAGE + 1);
        var shown = found.stream().limit(PAGE).toList();
        return new EnvironmentListView(
                query.text(),
                chips(query),
                query.filters() ? "/environments" : null,
                shown.stream().map(this::row).toList(),
                pager(query, shown.size(), found.size() > PAGE),
                mayRequest);
    }

    private List<Chip> chips(Query query) {
        var chips = new ArrayList<Chip>();
        for (var tier : rules.tiers()) {
            var selected = tier.equals(query.tier());
            chips.add(
                    new Chip(
                            tier,
                            url(query, selected ? null : tier, query.onlyGone(), 0),
                            selected,
                            null));
        }
        chips.add(
                new Chip(
                        "Destroyed",
                        url(query, query.tier(), !query.onlyGone(), 0),
                        query.onlyGone(),
                        null));
        return chips;
    }

    private static Pager pager(Query query, int shown, boolean more) {
        var start = query.start();
        return new Pager(
                shown == 0 ? "" : shown + (shown == 1 ? " environment" : " environments"),
                start == 0
                        ? null
                        : url(query, query.tier(), query.onlyGone(), Math.max(0, start - PAGE)),
                more ? url(query, query.tier(), query.onlyGone(), start + PAGE) : null);
    }

    private static String url(Query query, @Nullable String tier, boolean gone, int from) {
        var url = UriComponentsBuilder.fromPath("/environments");
        if (!query.text().isEmpty()) {
            url.queryParam("q", "{q}");
        }
        if (tier != null) {
            url.queryParam("tier", "{tier}");
        }
        if (gone) {
            url.queryParam("gone", "true");
        }
        if (from > 0) {
            url.queryParam("from", from);
        }
        return url.encode()
                .buildAndExpand(Map.of("q", query.text(), "tier", tier == null ? "" : tier))
                .toUriString();
    }

    private EnvironmentListView.Row row(Item item) {
        var template = templates.of(item.templateVersionId());
        return new EnvironmentListView.Row(
                "/environments/" + item.id(),
                item.name(),
                template.title() + " · " + item.tier(),
                item.team(),
                mark(item),
                item.driftedAt() == null ? List.of() : List.of(new BadgeView("Drift", Tone.WARN)),
                template.version(),
                item.changedAt(),
                item.changedBy());
    }

    static StatusMark mark(Item item) {
        return EnvironmentMarks.of(status(item));
    }

    private static EnvironmentStatus status(Item item) {
        if (item.condition() == Condition.DESTROYED) {
            return EnvironmentStatus.DESTROYED;
        }
        if (item.condition() == Condition.UNKNOWN) {
            return EnvironmentStatus.NEEDS_RECOVERY;
        }
        var fresh = item.condition() == Condition.NEW;
        var run = item.runStatus();
        if (run == RunStatus.APPROVED || run == RunStatus.APPLYING) {
            return item.runKind() == RunKind.DESTROY
                    ? EnvironmentStatus.DESTROYING
                    : fresh ? EnvironmentStatus.CREATING : EnvironmentStatus.CHANGING;
        }
        if (run != null) {
            return fresh ? EnvironmentStatus.REQUESTED : EnvironmentStatus.CHANGE_WAITING;
        }
        return switch (item.condition()) {
            case READY -> EnvironmentStatus.READY;
            case INCOMPLETE -> EnvironmentStatus.INCOMPLETE;
            default -> item.live() ? EnvironmentStatus.REQUESTED : EnvironmentStatus.NOT_CREATED;
        };
    }
}
