package dev.groundplan.run.web;

import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.EnvironmentList;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunList.Filter;
import dev.groundplan.run.RunList.Item;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.web.HomeView.Note;
import dev.groundplan.run.web.HomeView.Step;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What waits for a person, what runs for them, and what they have. */
@Component
class HomePage {
    private static final int LANE = 8;
    private final RunList runs;
    private final EnvironmentList environments;
    private final RunRows rows;
    private final TemplateNames templates;
    private final Teams teams;

    HomePage(
            RunList runs,
            EnvironmentList environments,
            RunRows rows,
            TemplateNames templates,
            Teams teams) {
        this.runs = runs;
        this.environments = environments;
        this.rows = rows;
        this.templates = templates;
        this.teams = teams;
    }

    HomeView of(Viewer viewer) {
        var waiting = waiting(viewer);
        var own = runs.older(viewer, new Filter(null, List.of(), null, viewer.id()), null, LANE);
        var existing = environments.page(viewer, null, null, false, 0, LANE);
        var mayRequest = !teams.teamsWhereMayRequest(viewer).isEmpty();
        return new HomeView(
                "Good to see you, " + viewer.name(),
                steps(viewer, own, mayRequest),
                waiting,
                own.stream().map(item -> item(item, List.of())).toList(),
                existing.stream().map(this::item).toList(),
                mayRequest,
                "/events");
    }

    private List<HomeView.Item> waiting(Viewer viewer) {
        return runs
                .older(viewer, Filter.of(List.of(RunStatus.AWAITING_APPROVAL)), null, 50)
                .stream()
                .filter(
                        item ->
                                viewer.mayApprove(item.teamId())
                                        && !viewer.id().equals(item.requestedBy()))
                .limit(LANE)
                .map(item -> item(item, risks(item)))
                .toList();
    }

    private HomeView.Item item(Item item, List<Note> notes) {
        return new HomeView.Item(
                item.id().toString(),
                RunRows.url(item),
                RunRows.title(item),
                rows.subtitle(item),
                RunRows.mark(item, ""),
                item.changedAt(),
                notes);
    }

    private List<Note> risks(Item item) {
        var delta = rows.delta(item);
        var notes = new ArrayList<Note>();
        if (delta.destroy() > 0) {
            notes.add(new Note("Destroys " + delta.destroy(), "bad"));
        }
        if (delta.replace() > 0) {
            notes.add(new Note("Replaces " + delta.replace(), "bad"));
        }
        return notes;
    }

    private HomeView.Item item(EnvironmentList.Item item) {
        return new HomeView.Item(
                item.id().toString(),
                "/environments/" + item.id(),
                item.name(),
                templates.of(item.templateVersionId()).title()
                        + " · "
                        + item.tier()
                        + " · "
                        + item.team(),
                EnvironmentIndex.mark(item),
                item.changedAt(),
                item.driftedAt() == null ? List.of() : List.of(new Note("Drift", "warn")));
    }

    /** Gone once the person has seen a run of the own through. */
    private static List<Step> steps(Viewer viewer, List<Item> own, boolean mayRequest) {
        var applied = own.stream().anyMatch(item -> item.status() == RunStatus.APPLIED);
        if (!mayRequest || applied) {
            return List.of();
        }
        var requested = !own.isEmpty();
        var newest = requested ? RunRows.url(own.get(0)) : null;
        return List.of(
                new Step(
                        requested,
                        "Request something small",
                        "Pick a template from the catalog and fill in its form. Nothing is made before a plan is approved.",
                        "/catalog",
                        "Browse the catalog"),
                new Step(
                        false,
                        "Read the plan",
                        "The portal shows every change before it happens, and says who must approve it.",
                        newest,
                        "Open the run"),
                new Step(
                        false,
                        "Watch it applied",
                        "After the approval a worker applies exactly that plan, and you see its log live.",
                        null,
                        null));
    }
}
