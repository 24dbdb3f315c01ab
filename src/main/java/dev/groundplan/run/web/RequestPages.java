package dev.groundplan.run.web;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Revision;
import dev.groundplan.form.FormEdit;
import dev.groundplan.form.Forms;
import dev.groundplan.form.ValueProblem;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.page.ValueView;
import dev.groundplan.run.RequestRules;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.web.EnvironmentFormView.Choice;
import dev.groundplan.run.web.EnvironmentFormView.Option;
import dev.groundplan.run.web.EnvironmentFormView.Text;
import dev.groundplan.run.web.EnvironmentFormView.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The pages of a request: the form, and the last look before it is sent. */
@Component
class RequestPages {
    private static final Map<String, String> TIERS =
            Map.of(
                    "dev",
                    "For building and trying.",
                    "test",
                    "For checking before others use it.",
                    "prod",
                    "What customers use.");
    private final Forms forms;
    private final ValueRows values;
    private final RequestRules rules;
    private final RunService runs;
    private final Teams teams;

    RequestPages(Forms forms, ValueRows values, RequestRules rules, RunService runs, Teams teams) {
        this.forms = forms;
        this.values = values;
        this.rules = rules;
        this.runs = runs;
        this.teams = teams;
    }

    /** What was sent, again when something is wrong with it. */
    ModelAndView form(Viewer viewer, RequestForm request, List<ValueProblem> problems) {
        var refused = !problems.isEmpty() || !request.problems().isEmpty();
        return form(
                viewer,
                request,
                problems,
                refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    /** Before anything is sent; with what an earlier run said about its values. */
    ModelAndView filled(Viewer viewer, RequestForm request, List<ValueProblem> problems) {
        return form(viewer, request, problems, HttpStatus.OK);
    }

    private ModelAndView form(
            Viewer viewer, RequestForm request, List<ValueProblem> problems, HttpStatus status) {
        var page = page(viewer, request, status);
        page.addObject(
                "form",
                forms.view(
                        request.template().descriptor().form(),
                        request.values(),
                        problems,
                        request.known()));
        return page;
    }

    /** After a press on an add or remove button. */
    ModelAndView edited(Viewer viewer, RequestForm request, FormEdit edit) {
        var page = page(viewer, request, HttpStatus.OK);
        var definition = request.template().descriptor().form();
        page.addObject("form", forms.view(definition, request.values(), edit, request.known()));
        return page;
    }

    private ModelAndView page(Viewer viewer, RequestForm request, HttpStatus status) {
        var page =
                new ModelAndView(
                        request.environment() == null ? "environments/new" : "environments/edit",
                        status);
        page.addObject("request", view(viewer, request));
        page.addObject(
                "checkUrl",
                request.url()
                        + "/check?template="
                        + request.template().template()
                        + "&version="
                        + request.template().version());
        return page;
    }

    private EnvironmentFormView view(Viewer viewer, RequestForm request) {
        var place = request.place();
        var problems = request.problems();
        return new EnvironmentFormView(
                request.environment() != null,
                heading(request),
                "Version " + request.template().version(),
                crumbs(request),
                request.url(),
                request.cancelUrl(),
                "",
                request.template().template(),
                request.template().version(),
                new Choice(place.team(), teamOptions(viewer), false, problems.get("team")),
                new Choice(place.tier(), tierOptions(), false, problems.get("tier")),
                new Text(place.name(), false, problems.get("name")),
                new Text(place.reason(), false, problems.get("reason")),
                request.next(approvers(request)),
                note(request),
                waiting(request),
                place.planOnly());
    }

    private static String heading(RequestForm request) {
        var environment = request.environment();
        return environment == null
                ? "New " + request.template().descriptor().title()
                : "Change " + environment.name();
    }

    private static List<Link> crumbs(RequestForm request) {
        var environment = request.environment();
        return environment == null
                ? List.of(
                        new Link("Catalog", "/catalog"),
                        new Link(
                                request.template().descriptor().title(),
                                "/catalog/" + request.template().template()))
                : List.of(
                        new Link("Environments", "/environments"),
                        new Link(environment.name(), "/environments/" + environment.id()));
    }

    private List<Option> teamOptions(Viewer viewer) {
        return teams.teamsWhereMayRequest(viewer).stream()
                .map(team -> new Option(team.name(), team.title(), null))
                .toList();
    }

    private List<Option> tierOptions() {
        return rules.tiers().stream().map(tier -> new Option(tier, tier, TIERS.get(tier))).toList();
    }

    private String approvers(RequestForm request) {
        var environment = request.environment();
        var team =
                environment == null
                        ? teams.byName(request.place().team()).map(Team::title).orElse("your team")
                        : teams.get(environment.teamId()).title();
        return "An approver of " + team;
    }

    private static @Nullable String note(RequestForm request) {
        var present = request.present();
        if (present == null || present.templateVersionId().equals(request.template().id())) {
            return null;
        }
        return "This moves the environment to version %s of the template, with the values it has today."
                .formatted(request.template().version());
    }

    private @Nullable Waiting waiting(RequestForm request) {
        var environment = request.environment();
        return environment == null
                ? null
                : runs.active(environment.id())
                        .map(run -> waiting(environment, request.present(), run))
                        .orElse(null);
    }

    private Waiting waiting(Environment environment, @Nullable Revision present, Run run) {
        var revision = run.request().revision();
        boolean others = present == null || present.number() != revision;
        return new Waiting(
                new Link("Run " + run.request().number(), "/runs/" + run.id()),
                RunWords.mark(
                                run.request().kind(),
                                run.status(),
                                RunWords.effect(run.ending()),
                                teams.get(environment.teamId()).title(),
                                "")
                        .word(),
                others
                        ? "/environments/%s/change?revision=%d"
                                .formatted(environment.id(), revision)
                        : null,
                run.status() == RunStatus.AWAITING_APPROVAL
                        && !run.appliedAny()
                        && run.request().kind() != RunKind.DESTROY
                        && run.request().kind() != RunKind.RECONCILE);
    }

    /** The last look. What was typed stays on the server, secrets and all. */
    ModelAndView review(RequestForm request, UUID draft) {
        var page = new ModelAndView("environments/review");
        page.addObject(
                "review",
                new ReviewView(
                        request.changes(),
                        "Review: " + request.place().name(),
                        "Look once more; then it is planned. Nothing is changed before somebody approves the plan.",
                        crumbs(request),
                        "/environments/drafts/" + draft,
                        request.place().planOnly() ? "Plan only" : "Plan and ask for approval",
                        facts(request),
                        valueRows(request),
                        List.of(),
                        request.next(approvers(request))));
        return page;
    }

    private List<ValueRow> valueRows(RequestForm request) {
        var definition = request.template().descriptor().form();
        var present = request.present();
        return present == null || !request.changes()
                ? values.review(request.values(), definition)
                : values.review(present, request.values(), definition);
    }

    private List<ValueRow> facts(RequestForm request) {
        var place = request.place();
        var facts = new ArrayList<ValueRow>();
        facts.add(fact("Name", place.name()));
        facts.add(fact("Team", teams.byName(place.team()).map(Team::title).orElse(place.team())));
        facts.add(fact("Tier", place.tier()));
        facts.add(
                fact(
                        "Template",
                        request.template().descriptor().title()
                                + " "
                                + request.template().version()));
        if (!place.reason().isBlank()) {
            facts.add(fact("Reason", place.reason()));
        }
        if (place.supersede()) {
            facts.add(fact("Replaces", "the run that waits for approval"));
        }
        return facts;
    }

    private static ValueRow fact(String label, String value) {
        return new ValueRow(label, ValueView.none(), ValueView.of(value), false);
    }
}
