package dev.groundplan.audit.web;

import dev.groundplan.audit.AuditEntry;
import dev.groundplan.audit.AuditRepository;
import dev.groundplan.audit.AuditRepository.Filter;
import dev.groundplan.audit.web.AuditView.Choice;
import dev.groundplan.audit.web.AuditView.Row;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import dev.groundplan.page.Pager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts the page of the audit trail together. */
@Component
class AuditPage {
    private static final int ROWS = 100;
    private final AuditRepository audit;
    private final Teams teams;

    AuditPage(AuditRepository audit, Teams teams) {
        this.audit = audit;
        this.teams = teams;
    }

    /**
     * What was asked for.
     *
     * @param before cursor: entries older than this
     * @param after cursor: entries newer than this
     */
    record Query(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String object,
            @Nullable Long before,
            @Nullable Long after) {
        Filter filter() {
            return new Filter(given(actor), given(action), given(object));
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    AuditView of(Query query) {
        var filter = query.filter();
        var after = query.after();
        var newer = after != null;
        var found =
                after != null
                        ? newer(filter, after)
                        : audit.older(filter, query.before(), ROWS + 1);
        var more = found.size() > ROWS;
        var shown = more ? found.subList(newer ? 1 : 0, newer ? found.size() : ROWS) : found;
        var titles = titles();
        return new AuditView(
                text(filter.actor()),
                text(filter.object()),
                actions(filter),
                shown.stream().map(entry -> row(entry, titles)).toList(),
                filter.equals(new Filter(null, null, null)) ? null : "/audit",
                pager(filter, shown, newer || more, newer ? more : query.before() != null));
    }

    private List<AuditEntry> newer(Filter filter, long after) {
        var found = new ArrayList<>(audit.newer(filter, after, ROWS + 1));
        Collections.reverse(found);
        return found;
    }

    private Map<UUID, String> titles() {
        return teams.all().stream()
                .collect(Collectors.toMap(team -> team.id().value(), Team::title));
    }

    private List<Choice> actions(Filter filter) {
        return audit.actions().stream()
                .map(
                        action ->
                                new Choice(
                                        action,
                                        AuditEntry.words(action),
                                        action.equals(filter.action())))
                .toList();
    }

    private static Row row(AuditEntry entry, Map<UUID, String> titles) {
        return new Row(
                entry.at(),
                entry.actorName(),
                url(new Filter(entry.actorName(), null, null), null, null),
                AuditEntry.words(entry.action()),
                entry.objectKind(),
                page(entry),
                url(new Filter(null, null, entry.objectId()), null, null),
                entry.teamId() == null ? "" : titles.getOrDefault(entry.teamId(), ""),
                entry.detail());
    }

    private static @Nullable String page(AuditEntry entry) {
        return switch (entry.objectKind()) {
            case "run", "plan", "cancellation" -> "/runs/" + entry.objectId();
            case "environment" -> "/environments/" + entry.objectId();
            case "template" -> "/catalog/" + entry.objectId();
            case "team" -> "/teams/" + entry.objectId();
            case "host" -> "/workers#host-" + entry.objectId();
            case "person" ->
                    entry.objectId().equals("unknown") ? null : "/people/" + entry.objectId();
            default -> null;
        };
    }

    private static Pager pager(
            Filter filter, List<AuditEntry> shown, boolean hasOlder, boolean hasNewer) {
        if (shown.isEmpty()) {
            return new Pager("", null, null);
        }
        var first = shown.get(0).id();
        var last = shown.get(shown.size() - 1).id();
        return new Pager(
                shown.size() + (shown.size() == 1 ? " entry" : " entries"),
                hasNewer ? url(filter, null, first) : null,
                hasOlder ? url(filter, last, null) : null);
    }

    private static String url(Filter filter, @Nullable Long before, @Nullable Long after) {
        var url = UriComponentsBuilder.fromPath("/audit");
        add(url, "actor", filter.actor());
        add(url, "action", filter.action());
        add(url, "object", filter.object());
        add(url, "before", before);
        add(url, "after", after);
        return url.encode()
                .buildAndExpand(
                        Map.of(
                                "actor",
                                text(filter.actor()),
                                "action",
                                text(filter.action()),
                                "object",
                                text(filter.object()),
                                "before",
                                before == null ? 0 : before,
                                "after",
                                after == null ? 0 : after))
                .toUriString();
    }

    private static void add(UriComponentsBuilder url, String name, @Nullable Object value) {
        if (value != null) {
            url.queryParam(name, "{" + name + "}");
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
