package dev.groundplan.run.web;

import dev.groundplan.identity.ApprovalsWaiting;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Tab;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunList.Filter;
import dev.groundplan.run.RunList.Item;
import dev.groundplan.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What waits for those who approve, and what they decided. */
@Component
class ApprovalsPage implements ApprovalsWaiting {
    private static final int LIMIT = 100;
    private static final List<RunStatus> DECIDED =
            List.of(
                    RunStatus.APPROVED,
                    RunStatus.APPLYING,
                    RunStatus.APPLIED,
                    RunStatus.REJECTED,
                    RunStatus.STALE,
                    RunStatus.FAILED,
                    RunStatus.UNKNOWN);
    private final RunList runs;
    private final RunRows rows;

    ApprovalsPage(RunList runs, RunRows rows) {
        this.runs = runs;
        this.rows = rows;
    }

    @Override
    public int countFor(Viewer viewer) {
        return runs.countWaiting(viewer);
    }

    ApprovalsView of(Viewer viewer, boolean decided) {
        var statuses = decided ? DECIDED : List.of(RunStatus.AWAITING_APPROVAL);
        return view(viewer, decided, runs.older(viewer, Filter.of(statuses), null, LIMIT));
    }

    private ApprovalsView view(Viewer viewer, boolean decided, List<Item> found) {
        var waiting = runs.countWaiting(viewer);
        return new ApprovalsView(
                List.of(
                        new Tab("Waiting", "/approvals", !decided, String.valueOf(waiting)),
                        new Tab("Decided", "/approvals?show=decided", decided, null)),
                decided,
                found.stream()
                        .filter(item -> decided || concerns(viewer, item))
                        .map(item -> row(viewer, decided, item))
                        .toList(),
                decided ? "Nothing decided yet" : "Nothing waits for you",
                decided
                        ? "Plans that were approved or rejected appear here."
                        : "When somebody asks for a change in one of your teams, its plan appears here.");
    }

    private static boolean concerns(Viewer viewer, Item item) {
        return viewer.mayApprove(item.teamId()) || viewer.id().equals(item.requestedBy());
    }

    private ApprovalsView.Row row(Viewer viewer, boolean decided, Item item) {
        var delta = rows.delta(item);
        return new ApprovalsView.Row(
                item.id().toString(),
                RunRows.url(item),
                RunRows.title(item),
                rows.subtitle(item),
                item.requester(),
                item.reason().isBlank() ? null : item.reason(),
                delta,
                risks(delta),
                viewer.id().equals(item.requestedBy()) && !viewer.owns(item.teamId()),
                decided ? RunRows.mark(item, "") : null,
                item.changedAt());
    }

    private static List<String> risks(Delta delta) {
        var risks = new ArrayList<String>();
        if (delta.destroy() > 0) {
            risks.add("Destroys " + delta.destroy());
        }
        if (delta.replace() > 0) {
            risks.add("Replaces " + delta.replace());
        }
        return risks;
    }
}
