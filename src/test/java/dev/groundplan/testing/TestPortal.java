package dev.groundplan.testing;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.CancellationService;
import dev.groundplan.run.EnvironmentChange;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.NewEnvironment;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunRequests;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.ApprovalService;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.Plans;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The people of the demo profile at work: they ask for runs of the recorder, decide and cancel. */
@Component
@ConditionalOnProperty(name = "groundplan.recorder", havingValue = "true")
public class TestPortal {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();
    private final RunRequests requests;
    private final RunService runs;
    private final ApprovalService approvals;
    private final CancellationService cancellations;
    private final Parts parts;
    private final JsonMapper json;

    TestPortal(
            RunRequests requests,
            RunService runs,
            ApprovalService approvals,
            CancellationService cancellations,
            Parts parts,
            JsonMapper json) {
        this.requests = requests;
        this.runs = runs;
        this.approvals = approvals;
        this.cancellations = cancellations;
        this.parts = parts;
        this.json = json;
    }

    /** What the portal looks things up in. */
    @Component
    record Parts(
            Catalog catalog, Environments environments, Plans plans, People people, Teams teams) {}

    /** Values for the recorder: {@code values("count", 3, "hang", "PLAN")}. */
    public ObjectNode values(Object... namesAndValues) {
        var values = json.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.set((String) namesAndValues[i], json.valueToTree(namesAndValues[i + 1]));
        }
        return values;
    }

    /** A name that no other test uses. */
    public String name() {
        return "env-"
                + NAMES.incrementAndGet()
                + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    public Run provision(Object... namesAndValues) {
        return provision("recorder", false, values(namesAndValues));
    }

    public Run provisionAs(String username) {
        return provision(viewer(username), "recorder", false, values());
    }

    public Run provision(String template, boolean planOnly, ObjectNode values) {
        return provision(developer(), template, planOnly, values);
    }

    private Run provision(Viewer viewer, String template, boolean planOnly, ObjectNode values) {
        return requests.provision(
                viewer,
                new NewEnvironment(
                        parts.teams().byName("shop").orElseThrow().id(),
                        "dev",
                        name(),
                        parts.catalog().current(template).orElseThrow(),
                        values,
                        "",
                        planOnly));
    }

    public Run update(EnvironmentId environment, Object... namesAndValues) {
        return request(environment, values(namesAndValues), false, false);
    }

    public Run update(String template, EnvironmentId environment, ObjectNode values) {
        return request(template, environment, values, false, false);
    }

    public Run planOnly(EnvironmentId environment, Object... namesAndValues) {
        return request(environment, values(namesAndValues), true, false);
    }

    public Run supersede(EnvironmentId environment, Object... namesAndValues) {
        return request(environment, values(namesAndValues), false, true);
    }

    Run request(EnvironmentId id, ObjectNode values, boolean planOnly, boolean supersede) {
        return request("recorder", id, values, planOnly, supersede);
    }

    private Run request(
            String name, EnvironmentId id, ObjectNode values, boolean planOnly, boolean supersede) {
        var template = parts.catalog().current(name).orElseThrow();
        return requests.update(
                developer(),
                new EnvironmentChange(id, template, values, "", planOnly, null, supersede));
    }

    public Run destroy(EnvironmentId id) {
        var name = parts.environments().get(id).name();
        return requests.destroy(developer(), id, name, "");
    }

    public Run refresh(EnvironmentId id) {
        return requests.refresh(developer(), id, "");
    }

    public Run recover(EnvironmentId id) {
        return requests.reconcile(developer(), id, "");
    }

    /** Every run of the environment that can still be stopped, whoever asked for it. */
    public void cancelAll(EnvironmentId environment) {
        for (var run : runs.ofEnvironment(environment, 100)) {
            try {
                if (!run.status().isFinal()) {
                    cancel("approver", run);
                }
            } catch (IllegalRunTransitionException e) {
                // it ended by itself in between
            }
        }
    }

    /** By the approver, on the plan that is there, with the name typed. */
    public Run approve(Run run) {
        return decide("approver", run, Approval.Decision.APPROVE, null);
    }

    public Run reject(Run run) {
        return decide("approver", run, Approval.Decision.REJECT, null);
    }

    public Run decide(
            String username,
            Run run,
            Approval.Decision kind,
            @org.jspecify.annotations.Nullable String overrideReason) {
        var name = environment(run).name();
        var decision = new Decision(kind, plan(run).digest(), "Decided.", name, overrideReason);
        return decide(username, run, decision);
    }

    public Run decide(String username, Run run, Decision decision) {
        return approvals.decide(viewer(username), run.id(), decision);
    }

    public Run cancel(Run run) {
        return cancel("developer", run);
    }

    public Run cancel(String username, Run run) {
        return cancellations.cancel(viewer(username), run.id());
    }

    public Run kill(Run run) {
        return cancellations.kill(developer(), run.id(), environment(run).name());
    }

    /** Requested, approved and applied. */
    public Run applied(Object... namesAndValues) {
        var run = awaitingApproval(namesAndValues);
        approve(run);
        return await(run, RunStatus.APPLIED);
    }

    public Run awaitingApproval(Object... namesAndValues) {
        return await(provision(namesAndValues), RunStatus.AWAITING_APPROVAL);
    }

    /** The run once it has one of these statuses; fails when it ends with another one. */
    public Run await(Run run, RunStatus... statuses) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> settled(now(run), List.of(statuses)));
        var now = now(run);
        if (!List.of(statuses).contains(now.status())) {
            throw new AssertionError(
                    "Run is "
                            + now.status()
                            + " and not "
                            + List.of(statuses)
                            + ": "
                            + now.ending());
        }
        return now;
    }

    private static boolean settled(Run run, List<RunStatus> wanted) {
        return wanted.contains(run.status())
                || run.status().isFinal()
                || run.status() == RunStatus.UNKNOWN;
    }

    public Run now(Run run) {
        return runs.get(run.id());
    }

    public Run run(RunId id) {
        return runs.get(id);
    }

    public Plan plan(Run run) {
        return parts.plans().current(run.id()).orElseThrow();
    }

    public Environment environment(Run run) {
        return parts.environments().get(run.environmentId());
    }

    public Viewer developer() {
        return viewer("developer");
    }

    public Viewer viewer(String username) {
        var person = parts.people().byUsername(username).orElseThrow();
        return parts.people().current(person.id()).orElseThrow().viewer();
    }
}
