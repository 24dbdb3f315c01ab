package dev.groundplan.run.web;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.EnvironmentNotFoundException;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.page.Tab;
import dev.groundplan.page.Tone;
import dev.groundplan.run.EnvironmentStatus;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The page of an environment, a tab at a time. */
@Component
class EnvironmentPage {
    private static final int RUNS = 50;
    private static final List<String> TABS =
            List.of("overview", "resources", "outputs", "files", "runs", "state", "settings");
    private final Environments environments;
    private final RunService runs;
    private final Catalog catalog;
    private final TemplateNames templates;
    private final RunHead.Directory directory;
    private final EnvironmentTabs tabs;

    EnvironmentPage(
            Environments environments,
            RunService runs,
            Catalog catalog,
            TemplateNames templates,
            RunHead.Directory directory,
            EnvironmentTabs tabs) {
        this.environments = environments;
        this.runs = runs;
        this.catalog = catalog;
        this.templates = templates;
        this.directory = directory;
        this.tabs = tabs;
    }

    /**
     * @throws EnvironmentNotFoundException when there is none for this viewer
     */
    Environment visible(Viewer viewer, EnvironmentId id) {
        var environment = environments.get(id);
        if (!viewer.sees(environment.teamId())) {
            throw new EnvironmentNotFoundException(id);
        }
        return environment;
    }

    EnvironmentView of(Viewer viewer, EnvironmentId id, @Nullable String wanted) {
        var environment = visible(viewer, id);
        var tab = wanted != null && TABS.contains(wanted) ? wanted : "overview";
        var overview = tab.equals("overview");
        return new EnvironmentView(
                head(viewer, environment),
                tab,
                tabList(viewer, environment, tab),
                overview || tab.equals("outputs") ? tabs.outputs(viewer, environment) : List.of(),
                overview ? tabs.values(environment) : List.of(),
                tab.equals("resources") ? tabs.resources(environment) : List.of(),
                tab.equals("files") ? tabs.files(environment) : List.of(),
                overview || tab.equals("runs")
                        ? recent(viewer, environment, overview ? 5 : RUNS)
                        : List.of(),
                tab.equals("state") && viewer.mayApprove(environment.teamId())
                        ? tabs.states(viewer, environment)
                        : List.of(),
                settings(viewer, environment));
    }

    private EnvironmentView.Head head(Viewer viewer, Environment environment) {
        var active = runs.active(environment.id()).orElse(null);
        var waiting = !runs.waiting(environment.id()).isEmpty();
        var status = EnvironmentStatus.of(environment, active, waiting);
        var template = templates.of(environments.current(environment).templateVersionId());
        var last = runs.ofEnvironment(environment.id(), 1).stream().findFirst().orElse(null);
        var url = "/environments/" + environment.id();
        return new EnvironmentView.Head(
                environment.id().toString(),
                url,
                environment.name(),
                template.title(),
                environment.tier(),
                directory.teams().get(environment.teamId()).title(),
                EnvironmentMarks.of(status),
                badges(environment, template),
                EnvironmentMarks.explanation(status),
                List.of(new Link("Environments", "/environments")),
                active == null ? null : current(viewer, environment, active),
                template.title(),
                template.version(),
                template.url(),
                environment.createdAt(),
                directory.people().nameOf(environment.createdBy()),
                last == null ? null : last.request().createdAt(),
                last == null ? null : directory.people().nameOf(last.request().requestedBy()),
                active != null,
                url + "/events");
    }

    private List<BadgeView> badges(Environment environment, TemplateNames.Name template) {
        var badges = new ArrayList<BadgeView>();
        if (environment.driftedAt() != null) {
            badges.add(new BadgeView("Drift", Tone.WARN));
        }
        if (environment.isLive() && newer(template) != null) {
            badges.add(new BadgeView("Update available", Tone.INFO));
        }
        return badges;
    }

    /** The template's current version, when the environment is on another one. */
    private @Nullable String newer(TemplateNames.Name template) {
        return catalog.current(template.name())
                .map(version -> version.version())
                .filter(version -> !version.equals(template.version()))
                .orElse(null);
    }

    private EnvironmentView.CurrentRun current(Viewer viewer, Environment environment, Run active) {
        var team = directory.teams().get(environment.teamId()).title();
        var mark =
                RunWords.mark(
                        active.request().kind(),
                        active.status(),
                        RunWords.effect(active.ending()),
                        team,
                        "");
        return new EnvironmentView.CurrentRun(
                "/runs/" + active.id(),
                "Run " + active.request().number(),
                mark,
                active.status() == RunStatus.AWAITING_APPROVAL
                        && viewer.mayApprove(environment.teamId())
                        && !active.request().requestedBy().equals(viewer.id()));
    }

    private static List<Tab> tabList(Viewer viewer, Environment environment, String selected) {
        var list = new ArrayList<Tab>();
        for (var tab : TABS) {
            if (!tab.equals("state") || viewer.mayApprove(environment.teamId())) {
                var url =
                        "/environments/"
                                + environment.id()
                                + (tab.equals("overview") ? "" : "?tab=" + tab);
                var label =
                        tab.equals("state")
                                ? "State"
                                : tab.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                        + tab.substring(1);
                list.add(new Tab(label, url, tab.equals(selected), null));
            }
        }
        return list;
    }

    private List<RunListView.Row> recent(Viewer viewer, Environment environment, int limit) {
        return tabs.runs(
                viewer, new RunList.Filter(null, List.of(), environment.id(), null), limit);
    }

    private boolean lost(Environment environment) {
        return runs.active(environment.id())
                .filter(run -> run.status() == RunStatus.UNKNOWN)
                .isPresent();
    }

    private EnvironmentView.Settings settings(Viewer viewer, Environment environment) {
        var url = "/environments/" + environment.id();
        var made = environment.appliedRevision() != null;
        var gone = environment.condition() == Environment.Condition.DESTROYED;
        if (!viewer.mayRequest(environment.teamId())) {
            return new EnvironmentView.Settings(
                    null,
                    null,
                    null,
                    null,
                    null,
                    "Requesters and owners of the team can change this environment; you can look at it.");
        }
        if (gone) {
            return new EnvironmentView.Settings(
                    null,
                    null,
                    null,
                    null,
                    null,
                    "The environment is destroyed. Its history stays here.");
        }
        var template = templates.of(environments.current(environment).templateVersionId());
        return new EnvironmentView.Settings(
                url + "/change",
                made ? url + "/destruction" : null,
                made ? url + "/checks" : null,
                lost(environment) ? url + "/recoveries" : null,
                made && newer(template) != null ? url + "/change?upgrade=true" : null,
                null);
    }
}
