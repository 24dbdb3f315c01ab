package dev.groundplan.run.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may decide, once, and on what (S30, S32, S40). */
@RecorderPortal
class DecisionTests {
    private static final int PARALLEL = 100;
    @Autowired TestPortal portal;
    @Autowired Approvals approvals;
    @Autowired JdbcClient jdbc;

    @Test
    void refusesTheRequesterWhoIsNoApprover() {
        var run = portal.awaitingApproval();

        assertThatThrownBy(() -> decide("developer", run, null))
                .isInstanceOf(DecisionRefusedException.class);
    }

    @Test
    void refusesAnOwnersOwnRequestWithoutAReason() {
        var run = requestedBy("owner");

        assertThatThrownBy(() -> decide("owner", run, null))
                .isInstanceOf(DecisionRefusedException.class)
                .hasMessageContaining("override that with a reason");
        assertThatThrownBy(() -> decide("owner", run, "  "))
                .isInstanceOf(DecisionRefusedException.class);
        assertThat(portal.now(run).status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
    }

    @Test
    void keepsTheReasonOfAnOwnersOverride() {
        var run = requestedBy("owner");

        decide("owner", run, "The shop is down.");

        assertThat(approvals.of(portal.plan(run).id()))
                .singleElement()
                .extracting(Approval::overrideReason)
                .isEqualTo("The shop is down.");
        portal.await(run, RunStatus.APPLIED);
    }

    @Test
    void refusesPeopleOfOtherTeamsAsIfThereWereNoRun() {
        var run = portal.awaitingApproval();

        assertThatThrownBy(() -> decide("developer2", run, null))
                .isInstanceOf(dev.groundplan.run.RunNotFoundException.class);
    }

    @Test
    void wantsTheNameTypedBeforeSomethingIsDestroyed() {
        var made = portal.applied();
        var destroy =
                portal.await(portal.destroy(made.environmentId()), RunStatus.AWAITING_APPROVAL);
        var digest = portal.plan(destroy).digest();
        var untyped = new Decision(Approval.Decision.APPROVE, digest, "", null, null);
        var mistyped = new Decision(Approval.Decision.APPROVE, digest, "", "other", null);

        assertThatThrownBy(() -> portal.decide("approver", destroy, untyped))
                .isInstanceOf(DecisionIncompleteException.class);
        assertThatThrownBy(() -> portal.decide("approver", destroy, mistyped))
                .isInstanceOf(DecisionIncompleteException.class);
        assertThat(portal.now(destroy).status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
    }

    @Test
    void countsOnlyTheFirstOfManyDecisionsAtOnce() throws Exception {
        var run = portal.awaitingApproval();
        var decision =
                new Decision(Approval.Decision.APPROVE, portal.plan(run).digest(), "", null, null);
        var start = new CountDownLatch(1);

        var answers = new ArrayList<Object>();
        for (var answer : atOnce(start, run, decision)) {
            answers.add(answer.get());
        }

        assertThat(answers).filteredOn(Run.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(DecisionTooLateException.class::isInstance)
                .hasSize(PARALLEL - 1)
                .allSatisfy(
                        late ->
                                assertThat(((DecisionTooLateException) late).run().status())
                                        .isNotEqualTo(RunStatus.AWAITING_APPROVAL));
        portal.await(run, RunStatus.APPLIED);
        assertThat(transitions(run, "APPROVED")).isOne();
        assertThat(transitions(run, "APPLYING")).isOne();
    }

    private List<Future<Object>> atOnce(CountDownLatch start, Run run, Decision decision) {
        var people = Executors.newFixedThreadPool(PARALLEL);
        var answers = new ArrayList<Future<Object>>();
        for (int i = 0; i < PARALLEL; i++) {
            var person = i % 2 == 0 ? "approver" : "owner";
            Callable<Object> attempt =
                    () -> {
                        start.await();
                        try {
                            return portal.decide(person, run, decision);
                        } catch (DecisionTooLateException late) {
                            return late;
                        }
                    };
            answers.add(people.submit(attempt));
        }
        start.countDown();
        people.shutdown();
        return answers;
    }

    @Test
    void carriesTheApprovalOverToAHarmlessSecondPart() {
        var run =
                portal.await(
                        portal.provision("recorder-two", false, portal.values()),
                        RunStatus.AWAITING_APPROVAL);
        var first = portal.plan(run);
        portal.approve(run);
        portal.await(run, RunStatus.APPLIED);
        var second = portal.plan(run);

        assertThat(second.part()).isEqualTo(2);
        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(approvals.of(second.id()))
                .singleElement()
                .extracting(Approval::kind)
                .isEqualTo(Approval.Kind.CARRIED);
    }

    @Test
    void asksAgainBeforeTheSecondPartDestroysAndVoidsTheFirstPlan() {
        var made = portal.provision("recorder-two", false, portal.values("count", 2));
        portal.await(made, RunStatus.AWAITING_APPROVAL);
        portal.approve(made);
        portal.await(made, RunStatus.APPLIED);
        var fewer =
                portal.await(
                        portal.update(
                                "recorder-two", made.environmentId(), portal.values("count", 1)),
                        RunStatus.AWAITING_APPROVAL);
        var firstDigest = portal.plan(fewer).digest();
        portal.approve(fewer);

        await(fewer, 2);
        var old =
                new Decision(
                        Approval.Decision.APPROVE,
                        firstDigest,
                        "",
                        portal.environment(fewer).name(),
                        null);
        assertThatThrownBy(() -> portal.decide("owner", fewer, old))
                .isInstanceOf(DecisionTooLateException.class);
        assertThat(voided(fewer)).isEqualTo(1);
        portal.approve(fewer);
        portal.await(fewer, RunStatus.APPLIED);
    }

    private void await(Run run, int part) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(
                        () ->
                                portal.now(run).part() == part
                                        && portal.now(run).status() == RunStatus.AWAITING_APPROVAL);
    }

    private Run requestedBy(String username) {
        return portal.await(portal.provisionAs(username), RunStatus.AWAITING_APPROVAL);
    }

    private void decide(
            String username, Run run, @org.jspecify.annotations.Nullable String override) {
        portal.decide(username, run, Approval.Decision.APPROVE, override);
    }

    private int transitions(Run run, String to) {
        return jdbc.sql("select count(*) from run_event where run_id = :run and to_status = :to")
                .param("run", run.id().value())
                .param("to", to)
                .query(Integer.class)
                .single();
    }

    private int voided(Run run) {
        return jdbc.sql("select count(*) from plan where run_id = :run and voided_at is not null")
                .param("run", run.id().value())
                .query(Integer.class)
                .single();
    }
}
