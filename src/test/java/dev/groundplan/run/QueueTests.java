package dev.groundplan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.recorder.Journal;
import dev.groundplan.environment.Environment;
import dev.groundplan.testing.HandOffs;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The slot, the order in which it is handed on, and who may be replaced. */
@RecorderPortal
class QueueTests {
    private static final Logger log = LoggerFactory.getLogger(QueueTests.class);
    @Autowired TestPortal portal;
    @Autowired RunService runs;
    @Autowired DataSource dataSource;
    @Autowired JdbcClient jdbc;

    @Test
    void handsTheSlotOnInTheOrderOfTheNumbers() {
        var first = portal.awaitingApproval();
        var waiting = new ArrayList<Run>();
        for (int i = 0; i < 12; i++) {
            waiting.add(portal.update(first.environmentId(), "content", "c" + i));
        }
        assertThat(runs.waiting(first.environmentId()))
                .extracting(Run::id)
                .containsExactlyElementsOf(ids(waiting));

        portal.reject(first);
        for (var run : waiting) {
            portal.await(run, RunStatus.AWAITING_APPROVAL);
            assertThat(runs.active(first.environmentId()).map(Run::id)).contains(run.id());
            portal.reject(run);
        }

        var handOffs = HandOffs.of(dataSource);
        log.info("On one node: {}", handOffs);
        assertThat(handOffs.percentile(50)).isLessThan(Duration.ofMillis(200));
    }

    private static List<RunId> ids(List<Run> some) {
        return some.stream().map(Run::id).toList();
    }

    @Test
    void skipsAWaitingRunThatWasCanceled() {
        var first = portal.awaitingApproval();
        var second = portal.update(first.environmentId(), "content", "b");
        var third = portal.update(first.environmentId(), "content", "c");

        assertThat(portal.cancel(second).status()).isEqualTo(RunStatus.CANCELED);
        portal.reject(first);

        portal.await(third, RunStatus.AWAITING_APPROVAL);
    }

    @Test
    void letsLooksAndPlansPassBy() {
        var made = portal.applied();
        var holder =
                portal.await(
                        portal.update(made.environmentId(), "count", 2),
                        RunStatus.AWAITING_APPROVAL);

        portal.await(portal.refresh(made.environmentId()), RunStatus.NO_CHANGES);
        portal.await(portal.planOnly(made.environmentId(), "count", 3), RunStatus.PLANNED);

        assertThat(portal.now(holder).status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
    }

    @Test
    void keepsTheNameOfANewEnvironmentWhileItsFirstRunWaits() {
        var first = portal.awaitingApproval();

        portal.await(portal.planOnly(first.environmentId(), "count", 3), RunStatus.PLANNED);

        assertThat(portal.environment(first).isLive()).isTrue();
        portal.approve(first);
        portal.await(first, RunStatus.APPLIED);
        assertThat(portal.environment(first).condition()).isEqualTo(Environment.Condition.READY);
    }

    @Test
    void freesTheNameWhenNothingWasMade() {
        var first = portal.awaitingApproval();

        portal.reject(first);

        assertThat(portal.environment(first).isLive()).isFalse();
    }

    /** Its runs need no tool, so any worker takes them. */
    @Test
    void removesAnEnvironmentWhereNothingWasEverMade() {
        var first = portal.await(portal.provision("count", 0), RunStatus.NO_CHANGES);

        portal.await(portal.refresh(first.environmentId()), RunStatus.NO_CHANGES);
        portal.await(portal.destroy(first.environmentId()), RunStatus.NO_CHANGES);

        assertThat(portal.environment(first).condition())
                .isEqualTo(Environment.Condition.DESTROYED);
    }

    @Test
    void replacesAWaitingPlanByANewerRequest() {
        var older = portal.awaitingApproval();

        var newer = portal.supersede(older.environmentId(), "count", 2);

        assertThat(portal.now(older).status()).isEqualTo(RunStatus.STALE);
        assertThat(portal.now(older).supersededBy()).isEqualTo(newer.id());
        portal.await(newer, RunStatus.AWAITING_APPROVAL);
        assertThatThrownBy(() -> portal.approve(older))
                .isInstanceOf(dev.groundplan.run.approval.DecisionTooLateException.class);
    }

    @Test
    void replacesNothingThatIsUnderWay() {
        var run = portal.awaitingApproval("inline", false, "hang", "APPLY");
        portal.approve(run);
        portal.await(run, RunStatus.APPLYING);

        assertThatThrownBy(() -> portal.supersede(run.environmentId(), "count", 2))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("under way");
        portal.cancel(run);
        portal.await(run, RunStatus.CANCELED);
    }

    @Test
    void dropsWhatALookFoundWhenTheStateMovedMeanwhile() {
        var made = portal.applied("plan_millis", 1500);
        var check = portal.refresh(made.environmentId());
        awaitSecondPlan(made);
        jdbc.sql("update state_version set digest = 'sha256:moved' where environment_id = :id")
                .param("id", made.environmentId().value())
                .update();

        var ended = portal.await(check, RunStatus.FAILED);

        assertThat(ended.ending().failure()).contains("was changed while it was checked");
        jdbc.sql(
                        "update state_version set digest = (select digest from artifact a where a.id = artifact_id) where environment_id = :id")
                .param("id", made.environmentId().value())
                .update();
    }

    /** Its child runs, so the state that it looks at was read. */
    private static void awaitSecondPlan(Run made) {
        var folder =
                Path.of("target/test-data/recorder/environments", made.environmentId().toString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                new Journal(folder)
                                                .entries().stream()
                                                        .filter(
                                                                entry ->
                                                                        entry.kind()
                                                                                .equals("start"))
                                                        .filter(
                                                                entry ->
                                                                        entry.text().equals("PLAN"))
                                                        .count()
                                        == 2);
    }
}
