package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.environment.Environment;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stopping runs in every phase. */
@RecorderPortal
class CancelTests {
    @Autowired TestPortal portal;
    @Autowired CancelSignals signals;
    @Autowired JdbcClient jdbc;

    @Test
    void stopsAPlanThatHangs() {
        var run = portal.provision("inline", false, "hang", "PLAN");
        working(run, RunStatus.PLANNING);

        portal.cancel(run);

        var ended = portal.await(run, RunStatus.CANCELED);
        assertThat(ended.ending().effect()).isEqualTo(Effect.NONE);
        assertThat(portal.environment(run).isLive()).isFalse();
    }

    @Test
    void stopsAnApplyPolitelyAndSaysHowFarItCame() {
        var run = portal.awaitingApproval("inline", false, "count", 50, "millis", 100);
        portal.approve(run);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> effects(run) > 0);

        portal.cancel(run);

        var ended = portal.await(run, RunStatus.CANCELED);
        assertThat(ended.ending().effect()).isEqualTo(Effect.PARTIAL);
        assertThat(ended.ending().done()).isBetween(1, 49);
        assertThat(ended.ending().failure()).isEqualTo("The recorder stopped when asked.");
        assertThat(portal.environment(run).condition()).isEqualTo(Environment.Condition.INCOMPLETE);
    }

    private int effects(Run run) {
        return jdbc.sql(
                        "select coalesce(max(done), 0) from execution where run_id = :run and phase = 'APPLY'")
                .param("run", run.id().value())
                .query(Integer.class)
                .single();
    }

    @Test
    void killsAnApplyThatDoesNotListenAndDoesNotClaimToKnow() {
        var run = portal.awaitingApproval("inline", false, "hang", "DEAF");
        portal.approve(run);
        working(run, RunStatus.APPLYING);
        portal.cancel(run);
        assertThat(portal.now(run).status()).isEqualTo(RunStatus.APPLYING);

        portal.kill(run);

        var lost = portal.await(run, RunStatus.UNKNOWN);
        assertThat(lost.ending().failure()).isEqualTo("The recorder was killed.");
        assertThat(lost.activeSlot()).isEqualTo(run.environmentId().value());
        assertThat(portal.environment(run).condition()).isEqualTo(Environment.Condition.UNKNOWN);
    }

    @Test
    void keepsTheNextRunWaitingBehindAnUnknownOne() {
        var run = portal.awaitingApproval("inline", false, "hang", "DEAF");
        portal.approve(run);
        working(run, RunStatus.APPLYING);
        portal.cancel(run);
        portal.kill(run);
        portal.await(run, RunStatus.UNKNOWN);

        var next = portal.update(run.environmentId(), "count", 2);

        assertThat(portal.now(next).status()).isEqualTo(RunStatus.QUEUED);
    }

    /** The wish comes after the tool's last look, and before the plan is stored. */
    @Test
    void doesNotOverlookAWishThatComesAtTheLastMoment() {
        var run = portal.provision("plan_millis", 1000);
        portal.await(run, RunStatus.PLANNING);
        jdbc.sql("update run set cancel_requested_at = current_timestamp where id = :run")
                .param("run", run.id().value())
                .update();

        portal.await(run, RunStatus.CANCELED);
    }

    @Test
    void hearsAWishThatAnotherNodeWrote() {
        var run = portal.awaitingApproval();
        signals.watch(portal.now(run));
        jdbc.sql(
                        "update run set cancel_requested_at = current_timestamp, version = version + 1 where id = :run")
                .param("run", run.id().value())
                .update();
        assertThat(signals.cancelRequested(run)).isFalse();

        signals.look();

        assertThat(signals.cancelRequested(run)).isTrue();
        assertThat(signals.killRequested(run)).isFalse();
        signals.unwatch(run);
        assertThat(signals.cancelRequested(run)).isFalse();
    }

    private void working(Run run, RunStatus status) {
        portal.await(run, status);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                jdbc.sql(
                                                        "select count(*) from execution where run_id = :run and pid is not null and ended_at is null")
                                                .param("run", run.id().value())
                                                .query(Integer.class)
                                                .single()
                                        > 0);
    }
}
