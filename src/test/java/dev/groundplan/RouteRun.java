package dev.groundplan;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.NewEnvironment;
import dev.groundplan.run.RequestDrafts;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunRequests;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.ApprovalService;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.run.plan.Plans;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One environment of team A that was really made, with its run, files, state and a draft. */
@Import(RouteRun.Parts.class)
class RouteRun {
    static final String TEMPLATE = "team-page";

    private final RunRequests requests;
    private final RunService runs;
    private final ApprovalService approvals;
    private final RequestDrafts drafts;
    private final Parts parts;
    private final JsonMapper json;
    private @Nullable Run made;
    private @Nullable UUID draft;

    RouteRun(
            RunRequests requests,
            RunService runs,
            ApprovalService approvals,
            RequestDrafts drafts,
            Parts parts,
            JsonMapper json) {
        this.requests = requests;
        this.runs = runs;
        this.approvals = approvals;
        this.drafts = drafts;
        this.parts = parts;
        this.json = json;
    }

    /** What things are looked up in. */
    record Parts(Catalog catalog, Plans plans, People people, Teams teams, StateVersions states) {}

    /** The path for a pattern about environments, runs or templates; empty for others. */
    Optional<String> path(String pattern) {
        if (pattern.contains("/drafts/{id}")) {
            return Optional.of(pattern.replace("{id}", draft().toString()));
        }
        if (pattern.contains("/environments/{id}")) {
            return Optional.of(environment(pattern));
        }
        if (pattern.contains("/runs/{id}")) {
            return Optional.of(pattern.replace("{id}", run().id().toString()));
        }
        if (pattern.contains("/catalog/{name}") || pattern.contains("/templates/{name}")) {
            return Optional.of(pattern.replace("{name}", TEMPLATE).replace("{tab}", "versions"));
        }
        return pattern.startsWith("/environments/new")
                ? Optional.of(pattern + "?template=" + TEMPLATE)
                : Optional.empty();
    }

    private String environment(String pattern) {
        var id = run().environmentId();
        var state = parts.states().latest(id, "page").orElseThrow().id().toString();
        var path =
                pattern.replace("{id}", id.toString())
                        .replace("{*path}", "index.html")
                        .replace("{name}", "page")
                        .replace("{version}", state);
        return pattern.contains("/change") ? path + "?template=" + TEMPLATE : path;
    }

    private synchronized UUID draft() {
        if (draft == null) {
            var content =
                    json.createObjectNode()
                            .put("template", TEMPLATE)
                            .put("version", "1.0.0")
                            .put("team", "shop")
                            .put("tier", "dev")
                            .put("name", "route-draft");
            content.set("values", values());
            draft = drafts.save(viewer("developer"), content);
        }
        return draft;
    }

    synchronized Run run() {
        if (made == null) {
            made = applied();
        }
        return made;
    }

    private Run applied() {
        var template = parts.catalog().current(TEMPLATE).orElseThrow();
        var team = parts.teams().byName("shop").orElseThrow().id();
        var run =
                requests.provision(
                        viewer("developer"),
                        new NewEnvironment(
                                team, "dev", "route-run", template, values(), "Routes", false));
        await(run, RunStatus.AWAITING_APPROVAL);
        var digest = parts.plans().current(run.id()).orElseThrow().digest();
        approvals.decide(
                viewer("approver"),
                run.id(),
                new Decision(Approval.Decision.APPROVE, digest, "", null, null));
        return await(run, RunStatus.APPLIED);
    }

    private ObjectNode values() {
        return json.createObjectNode().put("title", "Routes").put("colour", "#2563eb");
    }

    private Run await(Run run, RunStatus status) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> runs.get(run.id()), now -> now.status() == status);
    }

    private Viewer viewer(String username) {
        var person = parts.people().byUsername(username).orElseThrow();
        return parts.people().current(person.id()).orElseThrow().viewer();
    }
}
