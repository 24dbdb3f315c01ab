package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.recorder.Journal;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.StaleClaimException;
import dev.groundplan.run.execution.Execution;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker that was away for so long that others have given up what it had in hand. */
@RecorderPortal
class StaleClaimTests {
    private static final Path DATA = Path.of("target/test-data/recorder");
    @Autowired TestPortal portal;
    @Autowired RunService runs;
    @Autowired RunExecutor executor;
    @Autowired Executions executions;
    @Autowired RunLog log;
    @Autowired Consoles consoles;
    @Autowired CancelSignals signals;
    @Autowired LostRuns lost;
    @Autowired JdbcClient jdbc;

    /** The tool goes on, is not told to stop, and what it did is read later, once. */
    @Test
    void neitherWritesNorSignalsNorClearsAway() {
        var run = applying();
        givenUpElsewhere(run);
        portal.cancel(run);
        int lines = log.countLines(run.id());
        awaitEndOfTool(run);

        assertThat(apply(run).outcome()).isNull();
        assertThat(log.countLines(run.id())).isEqualTo(lines);
        assertThat(DATA.resolve("executions").resolve(apply(run).id().toString())).exists();
        assertThat(ended(run)).as("to its own end").isEqualTo("0");

        recover(run);
        assertThat(portal.now(run).status()).isEqualTo(RunStatus.APPLIED);
        assertThat(log.countLines(run.id())).as("2 of the plan, 9 of the apply").isEqualTo(11);
        assertThat(DATA.resolve("executions").resolve(apply(run).id().toString())).doesNotExist();
    }

    @Test
    void beginsNothingThatWasGivenUp() {
        var run = portal.awaitingApproval();
        var stale = portal.now(run);
        var execution = executions.start(stale, "things", Phase.PLAN, executor());
        var console =
                consoles.open(stale, execution, "things", Phase.PLAN, new Scrubber(List.of()));
        console.starting();

        claimedElsewhere(run);

        assertThatThrownBy(console::starting).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> executions.end(stale, execution, "SUCCEEDED", ""))
                .isInstanceOf(StaleClaimException.class);
        console.line(Console.Stream.OUT, "Late");
        console.close();
        assertThat(log.countLines(run.id())).isEqualTo(1);
    }

    @Test
    void signalsNoToolForSomebodyElsesRun() {
        var run = portal.awaitingApproval();
        var stale = portal.now(run);
        signals.watch(stale);
        jdbc.sql(
                        "update run set cancel_requested_at = current_timestamp, version = version"
                                + " + 1 where id = :run")
                .param("run", run.id().value())
                .update();
        signals.look();
        assertThat(signals.cancelRequested(stale)).isTrue();

        claimedElsewhere(run);

        assertThat(signals.cancelRequested(stale)).as("before it was seen").isFalse();
        signals.look();
        assertThat(signals.cancelRequested(stale)).isFalse();
        assertThat(signals.isStale(stale)).isTrue();
        signals.unwatch(portal.now(run));
    }

    private void claimedElsewhere(Run run) {
        jdbc.sql("update run set epoch = epoch + 1, version = version + 1 where id = :run")
                .param("run", run.id().value())
                .update();
    }

    /** It comes back while somebody who looked waits for a decision: nobody needs that any more. */
    @Test
    void settlesARunWhoseRecoveryWaits() {
        var run = unknown();
        var recovery =
                portal.await(portal.recover(run.environmentId()), RunStatus.AWAITING_APPROVAL);

        recover(run);

        assertThat(portal.now(run).status()).isEqualTo(RunStatus.APPLIED);
        assertThat(portal.now(recovery).status()).isEqualTo(RunStatus.STALE);
        var next =
                portal.await(
                        portal.update(run.environmentId(), "count", 1),
                        RunStatus.AWAITING_APPROVAL);
        assertThat(portal.plan(next).counts().acting()).isEqualTo(2);
    }

    @Test
    void changesNothingOnceTheRecoveryIsAccepted() {
        var run = unknown();
        var recovery =
                portal.await(portal.recover(run.environmentId()), RunStatus.AWAITING_APPROVAL);
        portal.approve(recovery);
        portal.await(recovery, RunStatus.APPLIED);
        var settled = portal.now(run);

        recover(run);

        assertThat(settled.status()).isEqualTo(RunStatus.APPLIED);
        assertThat(portal.now(run).version()).isEqualTo(settled.version());
        assertThat(apply(run).outcome()).isEqualTo("UNPROVEN");
        assertThat(apply(run).message()).isEqualTo("Settled by run 2.");
    }

    /** What a person accepts must not be behind what the host is just finding out. */
    @Test
    void acceptsNoRecoveryWhileTheHostLooks() {
        var run = unknown();
        var recovery =
                portal.await(portal.recover(run.environmentId()), RunStatus.AWAITING_APPROVAL);
        runs.changeAs(portal.now(run), Cause.portal("Back"), now -> now.takeOver(new UUID(7, 7)));

        portal.approve(recovery);

        var ended = portal.await(recovery, RunStatus.STALE);
        assertThat(ended.ending().failure()).contains("came back and looks itself");
        assertThat(portal.now(run).status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(portal.now(run).activeSlot()).isNotNull();

        lost.sweep();

        // which tells this host, and that was the one who knows
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> portal.now(run).status() == RunStatus.APPLIED);
    }

    private Run unknown() {
        var run = applying();
        givenUpElsewhere(run);
        runs.changeAs(
                portal.now(run),
                Cause.portal("The host was lost"),
                now -> now.losesTrack("The host was lost.", Instant.now()));
        awaitEndOfTool(run);
        return run;
    }

    private Run applying() {
        var run = portal.awaitingApproval("inline", false, "count", 3, "millis", 400, "chatter", 2);
        portal.approve(run);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> executions.of(run.id()).stream().anyMatch(each -> each.done() > 0));
        return portal.now(run);
    }

    private void givenUpElsewhere(Run run) {
        runs.changeAs(portal.now(run), Cause.portal("The worker was lost"), Run::loseApplier);
    }

    private static Executions.Executor executor() {
        return new Executions.Executor(UUID.randomUUID(), UUID.randomUUID());
    }

    private void awaitEndOfTool(Run run) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !ended(run).isEmpty());
    }

    private String ended(Run run) {
        var apply = apply(run).id().toString();
        return new Journal(DATA.resolve("environments").resolve(run.environmentId().toString()))
                .entries().stream()
                        .filter(entry -> entry.kind().equals("end"))
                        .filter(entry -> entry.execution().equals(apply))
                        .map(Journal.Entry::text)
                        .findFirst()
                        .orElse("");
    }

    private Execution apply(Run run) {
        return executions.of(run.id()).stream()
                .filter(each -> each.phase() == Phase.APPLY)
                .findFirst()
                .orElseThrow();
    }

    /** Until the one who lost it has let go. */
    private void recover(Run run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreException(IllegalStateException.class)
                .until(
                        () -> {
                            executor.recover(run.id());
                            return true;
                        });
    }
}
