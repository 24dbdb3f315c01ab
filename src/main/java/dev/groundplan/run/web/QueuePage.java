package dev.groundplan.run.web;

import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Times;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunList.Filter;
import dev.groundplan.run.RunList.Item;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The queue as one viewer may see it: foreign runs count, but stay without names. */
@Component
class QueuePage {
    private static final Set<RunStatus> RUNNING = Set.of(RunStatus.PLANNING, RunStatus.APPLYING);
    private static final Set<RunStatus> NEXT = Set.of(RunStatus.QUEUED, RunStatus.APPROVED);
    private final RunList runs;
    private final RunService service;
    private final QueuePlaces places;
    private final RunRows rows;
    private final Times times;

    QueuePage(RunList runs, RunService service, QueuePlaces places, RunRows rows, Times times) {
        this.runs = runs;
        this.service = service;
        this.places = places;
        this.rows = rows;
        this.times = times;
    }

    QueueView of(Viewer viewer) {
        var all = runs.unfinished();
        var running = lane(viewer, all, item -> RUNNING.contains(item.status()));
        var waiting = lane(viewer, all, item -> NEXT.contains(item.status()));
        var people =
                lane(
                        viewer,
                        all,
                        item ->
                                item.status() == RunStatus.AWAITING_APPROVAL
                                        || item.status() == RunStatus.UNKNOWN);
        var quiet = running.isEmpty() && waiting.isEmpty() && people.isEmpty();
        return new QueueView(
                running,
                waiting,
                people,
                quiet ? quiet(viewer) : null,
                running.isEmpty()
                        ? "Nothing is being worked on."
                        : running.size()
                                + (running.size() == 1 ? " run is" : " runs are")
                                + " being worked on.",
                "/queue/events");
    }

    private String quiet(Viewer viewer) {
        return runs.older(viewer, Filter.of(List.of()), null, 1).stream()
                .findFirst()
                .map(last -> "The last run finished " + times.ago(last.endedAt()) + ".")
                .orElse("No run has been requested yet.");
    }

    private List<QueueView.Row> lane(Viewer viewer, List<Item> all, Predicate<Item> belongs) {
        var items = all.stream().filter(belongs).toList();
        return java.util.stream.IntStream.range(0, items.size())
                .mapToObj(place -> row(viewer, items.get(place), place + 1))
                .toList();
    }

    private QueueView.Row row(Viewer viewer, Item item, int place) {
        var own = viewer.sees(item.teamId());
        var queued = item.status() == RunStatus.QUEUED;
        var standing = queued && own ? places.of(service.get(item.id())) : null;
        return new QueueView.Row(
                "queue-" + item.id(),
                queued ? String.valueOf(place) : "",
                own ? new Link(RunRows.title(item), RunRows.url(item)) : null,
                own ? RunRows.title(item) : "A run of another team",
                own ? "Run " + item.number() + " · " + rows.subtitle(item) : "",
                mark(item, own, standing),
                standing == null ? null : standing.sentence(),
                standing == null ? null : standing.blocker(),
                item.changedAt());
    }

    private static StatusMark mark(Item item, boolean own, QueuePlaces.@Nullable Place standing) {
        var mark = RunRows.mark(item, standing == null ? "" : standing.words());
        return own || item.status() != RunStatus.AWAITING_APPROVAL
                ? mark
                : new StatusMark(mark.tone(), mark.icon(), "Waiting for approval");
    }
}
