package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.checker.Violation;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.run.BegunApply;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Recalls;
import dev.groundplan.run.Request;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.ForgottenApplies;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that forgot applies of which the ledger tells. */
@RecorderPortal
class SetBackTests {
    private static final Instant THEN = Instant.parse("2026-11-28T13:05:09Z");
    @Autowired TestPortal portal;
    @Autowired SetBack setBack;
    @Autowired Recalls recalls;
    @Autowired RunService runs;
    @Autowired ForgottenApplies forgotten;
    @Autowired Ledger ledger;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;
    @Autowired DataSource dataSource;

    @Test
    void findsNothingForgottenInItsOwnLedger() throws Exception {
        var run = portal.applied("count", 2);

        assertThat(ledger.read()).anyMatch(apply -> apply.run().equals(run.id()));
        assertThat(forgotten.among(ledger.read())).isEmpty();
    }

    @Test
    void takesARunThatIsForgottenAsAWholeAgainUnderItsNumber() {
        var applied = portal.applied("count", 2);
        var lost = begun(applied, new RunId(UUID.randomUUID()), 7, "sha256:gone");

        assertThat(compare(lost)).isOne();

        var run = runs.get(lost.run());
        assertThat(run.status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(run.request().number()).isEqualTo(7);
        assertThat(run.ending().effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(run.ending().failure())
                .isEqualTo(
                        "The database is older than what happened here: run 7 was applied on "
                                + "28 November 2026, 13:05:09 UTC, and what it did is not in it.");
        assertThat(condition(applied)).isEqualTo(Environment.Condition.UNKNOWN);
        assertThat(compare(lost)).as("it is told once").isZero();
        var change = portal.update(applied.environmentId(), "count", 3);
        assertThat(change.request().number()).isEqualTo(8);
        recover(applied.environmentId());
        assertThat(portal.now(run).status()).isEqualTo(RunStatus.APPLIED);
        portal.approve(portal.await(change, RunStatus.AWAITING_APPROVAL));
        portal.await(change, RunStatus.APPLIED);
    }

    /** The database was copied while one run was applying; a later one was applied after that. */
    @Test
    void recallsTheNewestRunThoughAnOlderOneWasUnknown() {
        var applied = portal.applied("count", 2);
        var older = portal.update(applied.environmentId(), "count", 3);
        portal.await(older, RunStatus.AWAITING_APPROVAL);
        transaction.executeWithoutResult(
                status -> recalls.becomeUnknown(portal.now(older), "It was applying."));
        var lost = begun(applied, new RunId(UUID.randomUUID()), 3, "sha256:gone");

        assertThat(compare(lost)).isOne();

        assertThat(portal.now(older).status()).isEqualTo(RunStatus.FAILED);
        assertThat(runs.get(lost.run()).status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(condition(applied)).isEqualTo(Environment.Condition.UNKNOWN);
        assertThat(wrongNumbers(applied)).isEmpty();
        recover(applied.environmentId());
    }

    /** As after {@code cat old/ledger >> new/ledger}, done twice. */
    @Test
    void hearsOfALineThatStandsTwiceInTheLedgerOnce() {
        var applied = portal.applied("count", 2);
        var lost = begun(applied, new RunId(UUID.randomUUID()), 7, "sha256:gone");

        transaction.executeWithoutResult(status -> setBack.compare(List.of(lost, lost)));

        assertThat(runs.get(lost.run()).status()).isEqualTo(RunStatus.UNKNOWN);

        recover(applied.environmentId());
    }

    /** I1 over a restore: between what the database kept and what the ledger tells. */
    @Test
    void leavesOutNoNumbersButThoseBelowARunThatWasForgotten() {
        var applied = portal.applied("count", 2);
        var lost = begun(applied, new RunId(UUID.randomUUID()), 7, "sha256:gone");
        compare(lost);
        var next = portal.update(applied.environmentId(), "count", 3);

        assertThat(wrongNumbers(applied)).isEmpty();
        assertThat(wrongNumbersAfter(applied, next, "update run set number = 9 where id = :run"))
                .as("a gap below a run that was not forgotten")
                .hasSize(1);
        assertThat(
                        wrongNumbersAfter(
                                applied,
                                next,
                                "update environment set last_run_number = 9 where id = :environment"))
                .as("a run that is missing at the end")
                .hasSize(1);
        assertThat(
                        wrongNumbersAfter(
                                applied,
                                runs.get(lost.run()),
                                "update forgotten_apply set noted_at = noted_at + interval '1' hour where run_id = :run"))
                .as("a gap below a run that was there before")
                .hasSize(1);
        portal.cancel(next);
        recover(applied.environmentId());
    }

    private List<Violation> wrongNumbersAfter(Run environment, Run run, String sql) {
        return transaction.execute(
                status -> {
                    status.setRollbackOnly();
                    var ids =
                            Map.of(
                                    "run", run.id().value(),
                                    "environment", environment.environmentId().value());
                    assertThat(jdbc.sql(sql).params(ids).update()).isPositive();
                    return wrongNumbers(environment);
                });
    }

    private List<Violation> wrongNumbers(Run of) {
        var wrong = "environment " + of.environmentId().value() + " has lost runs or counted wrong";
        return new RunChecker(dataSource, Path.of("target/test-data/recorder"))
                .check().stream().filter(violation -> violation.what().equals(wrong)).toList();
    }

    /** I2 over a restore: the plan waits for approval again, and was applied before. */
    @Test
    void doesNotLetAPlanBeApprovedAgainThatWasApplied() {
        var waiting = portal.awaitingApproval("count", 2);

        compare(begun(waiting, waiting.id(), 1, portal.plan(waiting).digest()));

        assertThat(portal.now(waiting).status()).isEqualTo(RunStatus.UNKNOWN);
        var recovery = recover(waiting.environmentId());
        assertThat(portal.plan(recovery).counts().acting()).isEqualTo(2);
        assertThat(portal.now(waiting).ending().effect())
                .as("nobody can say that nothing was done")
                .isEqualTo(Effect.PARTIAL);
        assertThat(condition(waiting)).isEqualTo(Environment.Condition.INCOMPLETE);
        assertThat(portal.environment(waiting).isLive()).isTrue();
    }

    @Test
    void endsWhatHeldTheSlotBeforeTheNewestApply() {
        var applied = portal.applied("count", 1);
        var waiting =
                portal.await(
                        portal.update(applied.environmentId(), "count", 2),
                        RunStatus.AWAITING_APPROVAL);
        var queued = portal.update(applied.environmentId(), "count", 3);
        var other = portal.update(applied.environmentId(), "count", 4);

        compare(
                begun(queued, queued.id(), 3, "sha256:gone"),
                begun(other, new RunId(UUID.randomUUID()), 9, "sha256:gone"));

        assertThat(portal.now(waiting).status()).isEqualTo(RunStatus.STALE);
        assertThat(portal.now(queued).status()).isEqualTo(RunStatus.CANCELED);
        assertThat(portal.now(other).status())
                .as("asked for, not applied")
                .isEqualTo(RunStatus.QUEUED);
        assertThat(runs.active(applied.environmentId()).orElseThrow().request().number())
                .isEqualTo(9);
    }

    @Test
    void namesEnvironmentsThatAreForgottenThemselves() {
        var applied = portal.applied("count", 1);
        var stranger = new EnvironmentId(UUID.randomUUID());
        var lost =
                new BegunApply(
                        new ExecutionId(UUID.randomUUID()),
                        UUID.randomUUID(),
                        new RunId(UUID.randomUUID()),
                        request(applied, stranger, 1),
                        "newcomer",
                        "main",
                        "sha256:gone",
                        THEN);

        compare(lost);

        assertThat(forgotten.strangers())
                .contains(new ForgottenApplies.Stranger(stranger.value(), "newcomer", THEN));
    }

    @Test
    void doubtsEveryLiveEnvironmentWhenNobodyKnowsWhatHappened() {
        var applied = portal.applied("count", 1);
        var waiting = portal.awaitingApproval("count", 1);
        var destroyed = portal.applied("count", 1);
        var gone = portal.destroy(destroyed.environmentId());
        portal.approve(portal.await(gone, RunStatus.AWAITING_APPROVAL));
        portal.await(gone, RunStatus.APPLIED);
        var why = "The database was restored.";

        transaction.executeWithoutResult(
                status -> {
                    setBack.distrustAll(why);
                    assertThat(condition(applied)).isEqualTo(Environment.Condition.UNKNOWN);
                    assertThat(condition(waiting)).isEqualTo(Environment.Condition.UNKNOWN);
                    assertThat(condition(destroyed)).isEqualTo(Environment.Condition.DESTROYED);
                    assertThat(portal.now(waiting).status()).isEqualTo(RunStatus.UNKNOWN);
                    assertThat(runs.active(applied.environmentId()).orElseThrow().request().kind())
                            .isEqualTo(RunKind.UPDATE);
                    status.setRollbackOnly(); // other tests share this portal
                });
    }

    private Run recover(EnvironmentId environment) {
        var recovery = portal.await(portal.recover(environment), RunStatus.AWAITING_APPROVAL);
        portal.approve(recovery);
        return portal.await(recovery, RunStatus.APPLIED);
    }

    private int compare(BegunApply... begun) {
        var count = transaction.execute(status -> setBack.compare(List.of(begun)));
        return count == null ? 0 : count;
    }

    private Environment.Condition condition(Run run) {
        return portal.environment(run).condition();
    }

    private static BegunApply begun(Run like, RunId run, int number, String digest) {
        return new BegunApply(
                new ExecutionId(UUID.randomUUID()),
                UUID.randomUUID(),
                run,
                request(like, like.environmentId(), number),
                "orders",
                "main",
                digest,
                THEN);
    }

    private static Request request(Run like, EnvironmentId environment, int number) {
        return new Request(
                environment,
                number,
                RunKind.UPDATE,
                false,
                99,
                "",
                like.request().requestedBy(),
                like.request().engines(),
                null,
                THEN);
    }
}
