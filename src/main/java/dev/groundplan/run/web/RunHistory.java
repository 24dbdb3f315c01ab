package dev.groundplan.run.web;

import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Chip;
import dev.groundplan.page.Pager;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunList.Cursor;
import dev.groundplan.run.RunList.Filter;
import dev.groundplan.run.RunList.Item;
import dev.groundplan.run.RunStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** All runs that a viewer may see, a page at a time. */
@Component
class RunHistory {
    private static final int PAGE = 50;
    private static final Map<String, List<RunStatus>> STATES = states();
    private final RunList runs;
    private final RunRows rows;

    RunHistory(RunList runs, RunRows rows) {
        this.runs = runs;
        this.rows = rows;
    }

    /**
     * What was asked for.
     *
     * @param q part of a name
     * @param state one of the chips
     * @param mine "true" for the own ones
     * @param before cursor: runs older than this
     * @param after cursor: runs newer than this
     */
    record Query(
            @Nullable String q,
            @Nullable String state,
            @Nullable String mine,
            @Nullable String before,
            @Nullable String after) {
        String text() {
            return q == null ? "" : q.strip();
        }

        boolean own() {
            return "true".equals(mine);
        }

        boolean filters() {
            return !text().isEmpty() || state != null || own();
        }
    }

    private static Map<String, List<RunStatus>> states() {
        var states = new LinkedHashMap<String, List<RunStatus>>();
        states.put(
                "Under way",
                List.of(
                        RunStatus.QUEUED,
                        RunStatus.PLANNING,
                        RunStatus.APPROVED,
                        RunStatus.APPLYING));
        states.put("Waiting for approval", List.of(RunStatus.AWAITING_APPROVAL));
        states.put("Done", List.of(RunStatus.APPLIED, RunStatus.NO_CHANGES, RunStatus.PLANNED));
        states.put("Failed", List.of(RunStatus.FAILED, RunStatus.UNKNOWN));
        states.put("Not applied", List.of(RunStatus.REJECTED, RunStatus.CANCELED, RunStatus.STALE));
        return Collections.unmodifiableMap(states);
    }

    RunListView page(Viewer viewer, Query query) {
        var filter = filter(viewer, query);
        var older = cursor(query.before());
        var newer = cursor(query.after());
        var found =
                newer.isPresent()
                        ? newer(viewer, filter, newer.get())
                        : runs.older(viewer, filter, older.orElse(null), PAGE + 1);
        var more = found.size() > PAGE;
        var shown =
                more
                        ? found.subList(
                                newer.isPresent() ? 1 : 0, newer.isPresent() ? found.size() : PAGE)
                        : found;
        return new RunListView(
                query.text(),
                stateChips(query),
                List.of(
                        new Chip(
                                "Mine",
                                url(query, query.state(), !query.own()),
                                query.own(),
                                null)),
                query.filters() ? "/runs" : null,
                shown.stream().map(rows::of).toList(),
                pager(
                        query,
                        shown,
                        newer.isPresent() || more,
                        newer.isPresent() ? more : older.isPresent()));
    }

    private List<Item> newer(Viewer viewer, Filter filter, Cursor cursor) {
        var found = new ArrayList<>(runs.newer(viewer, filter, cursor, PAGE + 1));
        Collections.reverse(found);
        return found;
    }

    private static Filter filter(Viewer viewer, Query query) {
        var state = query.state();
        return new Filter(
                query.text().isEmpty() ? null : query.text(),
                state == null ? List.of() : STATES.getOrDefault(state, List.of()),
                null,
                query.own() ? viewer.id() : null);
    }

    private static List<Chip> stateChips(Query query) {
        return STATES.keySet().stream()
                .map(
                        state -> {
                            var selected = state.equals(query.state());
                            return new Chip(
                                    state,
                                    url(query, selected ? null : state, query.own()),
                                    selected,
                                    null);
                        })
                .toList();
    }

    private static Pager pager(Query query, List<Item> shown, boolean hasOlder, boolean hasNewer) {
        if (shown.isEmpty()) {
            return new Pager("", null, null);
        }
        var first = shown.get(0);
        var last = shown.get(shown.size() - 1);
        return new Pager(
                shown.size() + (shown.size() == 1 ? " run" : " runs"),
                hasNewer
                        ? url(query, query.state(), query.own())
                                + join(query)
                                + "after="
                                + text(first)
                        : null,
                hasOlder
                        ? url(query, query.state(), query.own())
                                + join(query)
                                + "before="
                                + text(last)
                        : null);
    }

    private static String join(Query query) {
        return query.filters() ? "&" : "?";
    }

    private static String url(Query query, @Nullable String state, boolean mine) {
        var url = UriComponentsBuilder.fromPath("/runs");
        if (!query.text().isEmpty()) {
            url.queryParam("q", "{q}");
        }
        if (state != null) {
            url.queryParam("state", "{state}");
        }
        if (mine) {
            url.queryParam("mine", "true");
        }
        return url.encode()
                .buildAndExpand(Map.of("q", query.text(), "state", state == null ? "" : state))
                .toUriString();
    }

    private static String text(Item item) {
        return item.createdAt().toString().replace(":", "%3A") + "_" + item.id();
    }

    /** A cursor that nobody can read is no cursor: the first page. */
    private static Optional<Cursor> cursor(@Nullable String text) {
        var parts = text == null ? new String[0] : text.split("_");
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Cursor(Instant.parse(parts[0]), new RunId(UUID.fromString(parts[1]))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
