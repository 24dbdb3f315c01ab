package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Effect;
import dev.groundplan.run.EnvironmentChange;
import dev.groundplan.run.NewEnvironment;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunRequests;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.ApprovalService;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.run.approval.DecisionIncompleteException;
import dev.groundplan.run.approval.DecisionRefusedException;
import dev.groundplan.run.approval.DecisionTooLateException;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.run.plan.PlanChanges;
import dev.groundplan.run.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
@ActiveProfiles("demo")
class RunLifecycleTests {
    @Autowired RunRequests requests;
    @Autowired RunService runs;
    @Autowired ApprovalService approvals;
    @Autowired Plans plans;
    @Autowired PlanChanges changes;
    @Autowired RunLog log;
    @Autowired Environments environments;
    @Autowired StateVersions states;
    @Autowired Catalog catalog;
    @Autowired People people;
    @Autowired Teams teams;
    @Autowired RunDirectory directories;
    @Autowired JsonMapper json;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("groundplan.data", () -> "target/test-data/lifecycle");
        registry.add("groundplan.catalog.folders", () -> "src/test/resources/catalog");
        registry.add(
                "spring.datasource.url",
                () ->
                        "jdbc:h2:mem:lifecycle;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
    }

    @Test
    void bringsAnEnvironmentFromRequestToDestruction() throws IOException {
        var run = request("road", "Hello");
        waitFor(run, RunStatus.AWAITING_APPROVAL);
        assertThat(folder(run)).isEmptyDirectory();

        approve(run, null);
        waitFor(run, RunStatus.APPLIED);
        assertThat(folder(run).resolve("index.html")).content().contains("<title>Hello</title>");
        assertThat(environments.get(run.environmentId()).condition()).isEqualTo(Condition.READY);
        assertThat(states.latest(run.environmentId(), "page")).isPresent();
        assertThat(log.countLines(run.id())).isPositive();

        var update = update(run.environmentId(), "Hello again");
        waitFor(update, RunStatus.AWAITING_APPROVAL);
        var shown = changes.page(plans.current(update.id()).orElseThrow().id(), all(), 0, 10);
        assertThat(shown)
                .singleElement()
                .satisfies(
                        row -> assertThat(row.change().diffText()).contains("+<title>Hello again"));
        approve(update, null);
        waitFor(update, RunStatus.APPLIED);

        Files.writeString(folder(run).resolve("index.html"), "changed by hand");
        var check = requests.refresh(developer(), run.environmentId(), "");
        waitFor(check, RunStatus.PLANNED);
        assertThat(environments.get(run.environmentId()).driftedAt()).isNotNull();

        var destroy = requests.destroy(developer(), run.environmentId(), "road", "");
        waitFor(destroy, RunStatus.AWAITING_APPROVAL);
        assertThatThrownBy(() -> approve(destroy, null))
                .isInstanceOf(DecisionIncompleteException.class);
        approve(destroy, "road");
        waitFor(destroy, RunStatus.APPLIED);
        assertThat(folder(run)).isEmptyDirectory();
        assertThat(environments.get(run.environmentId()).isLive()).isFalse();
    }

    @Test
    void queuesBehindTheRunThatHoldsTheSlotAndHandsOff() {
        var first = request("queue", "One");
        waitFor(first, RunStatus.AWAITING_APPROVAL);
        var second = update(first.environmentId(), "Two");
        assertThat(runs.get(second.id()).status()).isEqualTo(RunStatus.QUEUED);

        approve(first, null);
        waitFor(second, RunStatus.AWAITING_APPROVAL);

        assertThat(runs.get(first.id()).status()).isEqualTo(RunStatus.APPLIED);
    }

    @Test
    void refusesTheRequestersOwnApprovalAndASecondDecision() {
        var run = request("eyes", "Mine");
        waitFor(run, RunStatus.AWAITING_APPROVAL);
        assertThatThrownBy(() -> approvals.decide(developer(), run.id(), decision(run, null)))
                .isInstanceOf(DecisionRefusedException.class);

        approve(run, null);

        assertThatThrownBy(() -> approve(run, null)).isInstanceOf(DecisionTooLateException.class);
        waitFor(run, RunStatus.APPLIED);
    }

    @Test
    void refusesAPlanWhoseFilesMovedSinceItWasMade() throws IOException {
        var run = request("moved", "Before");
        waitFor(run, RunStatus.AWAITING_APPROVAL);
        Files.writeString(folder(run).resolve("index.html"), "somebody was here");

        approve(run, null);
        waitFor(run, RunStatus.STALE);

        assertThat(folder(run).resolve("index.html")).content().isEqualTo("somebody was here");
        assertThat(runs.get(run.id()).ending()).isNotNull();
        assertThat(runs.get(run.id()).ending().effect()).isEqualTo(Effect.NONE);
    }

    private Run request(String name, String title) {
        var values = json.createObjectNode().put("title", title);
        return requests.provision(
                developer(),
                new NewEnvironment(
                        teams.byName("shop").orElseThrow().id(),
                        "dev",
                        name,
                        catalog.current("page").orElseThrow(),
                        values,
                        "",
                        false));
    }

    private Run update(EnvironmentId id, String title) {
        var values = json.createObjectNode().put("title", title);
        return requests.update(
                developer(),
                new EnvironmentChange(
                        id, catalog.current("page").orElseThrow(), values, "", false, null, false));
    }

    private Viewer developer() {
        return viewer("developer");
    }

    private Viewer viewer(String username) {
        return people.current(people.byUsername(username).orElseThrow().id())
                .orElseThrow()
                .viewer();
    }

    private void approve(Run run, @Nullable String confirmation) {
        approvals.decide(viewer("approver"), run.id(), decision(run, confirmation));
    }

    private Decision decision(Run run, @Nullable String confirmation) {
        var digest = plans.current(run.id()).orElseThrow().digest();
        return new Decision(Approval.Decision.APPROVE, digest, "", confirmation, null);
    }

    private static PlanChanges.Filter all() {
        return new PlanChanges.Filter(false, null, null);
    }

    private Path folder(Run run) {
        return directories.folder(run.environmentId());
    }

    private void waitFor(Run run, RunStatus status) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () ->
                                runs.get(run.id()).status() == status
                                        || runs.get(run.id()).status().isFinal());
        assertThat(runs.get(run.id()))
                .extracting(Run::status, Run::ending)
                .first()
                .as(() -> String.valueOf(runs.get(run.id()).ending()))
                .isEqualTo(status);
    }
}
