package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.Accepted;
import dev.groundplan.checker.RunChecker;
import dev.groundplan.checker.Violation;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.DecisionRefusedException;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.TestPortal;
import dev.groundplan.testing.fault.LostThread;
import dev.groundplan.testing.fault.PlantedBug;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The checker sees: each bug turns it red, and without the bug the same runs leave it green. What
 * the database's own constraints would refuse is let through here.
 */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = FreshData.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/planted-bugs",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog",
            "groundplan.recorder=true",
            "groundplan.worker.poll=100ms",
            "spring.datasource.url=jdbc:h2:mem:planted;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
        })
class PlantedBugTests {
    private static final Path DATA = Path.of("target/test-data/planted-bugs");
    private static final UUID GONE = new UUID(9, 9);
    private final List<Accepted> told = new ArrayList<>();
    private final Set<Violation> known = new HashSet<>();
    @Autowired TestPortal portal;
    @Autowired LostRuns lost;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @Autowired JdbcClient jdbc;

    @BeforeAll
    void dropConstraints() {
        for (var row :
                jdbc.sql(
                                """
                                select table_name, constraint_name from information_schema.table_constraints
                                where table_name = 'approval' and constraint_type = 'CHECK'
                                    or table_name = 'execution' and constraint_type in ('CHECK', 'UNIQUE')
                                """)
                        .query()
                        .listOfRows()) {
            jdbc.sql(
                            "alter table %s drop constraint \"%s\""
                                    .formatted(row.get("table_name"), row.get("constraint_name")))
                    .update();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(PlantedBug bug) throws Exception {
        workload(bug, Duration.ofSeconds(60));
        assertThat(fresh()).as("without the bug").isEmpty();

        try (var planted = bug.plant()) {
            assertThat(planted).isNotNull();
            workload(bug, Duration.ofSeconds(6));
            assertThat(fresh())
                    .as("with the bug")
                    .extracting(Violation::invariant)
                    .contains(invariant(bug));
        }
    }

    private List<Violation> fresh() {
        var checker =
                new RunChecker(dataSource, DATA)
                        .told(told)
                        .reading(id -> artifacts.read(new ArtifactId(id)));
        return checker.check().stream().filter(known::add).toList();
    }

    private static String invariant(PlantedBug bug) {
        return switch (bug) {
            case REQUEST_FORGOTTEN -> "I1";
            case MARK_MISSING, APPLIED_AGAIN, STARTED_AGAIN -> "I2";
            case APPROVAL_UNCHECKED -> "I3";
            case SLOT_FREED_EARLY -> "I4";
            case STATE_FORGOTTEN -> "I5";
            case LOG_CHUNK_DROPPED, EPOCH_UNCHECKED -> "I6";
            case HISTORY_ROW_MISSING -> "I7";
            case WAKE_UP_FORGOTTEN -> "I8";
            case DIRECTORY_LEFT -> "I9";
            case AUDIT_ROW_MISSING -> "I10";
            case SIGNALED_AGAIN -> "I13";
            case TAKEN_FOR_UNTOUCHED -> "I14";
        };
    }

    /** What would bring the bug to light. */
    private void workload(PlantedBug bug, Duration patience) throws Exception {
        switch (bug) {
            case REQUEST_FORGOTTEN, WAKE_UP_FORGOTTEN -> request();
            case APPLIED_AGAIN -> loseTheWorker("worker.StepApply", "apply", patience);
            case STARTED_AGAIN, TAKEN_FOR_UNTOUCHED ->
                    loseTheWorker("run.execution.Executions", "child", patience);
            case APPROVAL_UNCHECKED -> approveOneself(patience);
            case SLOT_FREED_EARLY -> askForMoreMeanwhile(patience);
            case EPOCH_UNCHECKED -> planTwiceAtOnce(patience);
            case SIGNALED_AGAIN -> stop(patience);
            default -> apply(patience);
        }
    }

    private void request() {
        var values = portal.values("count", 1);
        var run = portal.provision("recorder", false, values);
        told.add(
                new Accepted(
                        run.id().value(),
                        run.environmentId().value(),
                        run.request().number(),
                        values.toString()));
        patiently(
                Duration.ofMillis(1500),
                () -> portal.now(run).status() == RunStatus.AWAITING_APPROVAL);
    }

    private void apply(Duration patience) {
        var run = portal.awaitingApproval("count", 3, "chatter", 5);
        portal.approve(run);
        rest(run, patience);
    }

    /** Its thread ends there, in the middle of an apply; the child goes on. */
    private void loseTheWorker(String type, String method, Duration patience) throws Exception {
        var run = portal.awaitingApproval("inline", false, "count", 3, "millis", 200);
        try (var gone = LostThread.before(type, method)) {
            assertThat(gone).isNotNull();
            portal.approve(run);
            rest(run, patience);
        }
    }

    private void approveOneself(Duration patience) {
        var run = portal.awaitingApproval();
        try {
            portal.decide("developer", run, Approval.Decision.APPROVE, null);
        } catch (DecisionRefusedException e) {
            portal.approve(run);
        }
        rest(run, patience);
    }

    private void askForMoreMeanwhile(Duration patience) {
        var first = portal.awaitingApproval("millis", 600);
        portal.approve(first);
        var second = portal.update(first.environmentId(), "count", 2);
        portal.await(second, RunStatus.AWAITING_APPROVAL);
        rest(first, patience);
        portal.reject(second);
    }

    /** Another worker plans while the one that was taken for lost still does. */
    private void planTwiceAtOnce(Duration patience) {
        var run = portal.provision("plan_millis", 800, "chatter", 20);
        portal.await(run, RunStatus.PLANNING);
        patiently(Duration.ofSeconds(10), () -> openExecutions() == 1);
        jdbc.sql(
                        "update run set epoch = epoch + 1, worker_id = :gone, version = version + 1 where id = :run")
                .param("gone", GONE)
                .param("run", run.id().value())
                .update();
        lost.found(portal.now(run));
        portal.await(run, RunStatus.AWAITING_APPROVAL);
        patiently(patience, () -> openExecutions() == 0 && wakeUps() == 0);
    }

    private void stop(Duration patience) {
        var run =
                portal.awaitingApproval(
                        "inline", false, "count", 50, "millis", 100, "hang", "SLOW");
        portal.approve(run);
        patiently(Duration.ofSeconds(20), () -> done(run) > 0);
        portal.cancel(run);
        rest(run, patience);
    }

    private void rest(Run run, Duration patience) {
        patiently(patience, () -> rests(portal.now(run)) && wakeUps() == 0);
    }

    private static boolean rests(Run run) {
        return run.status().isFinal() || run.status() == RunStatus.UNKNOWN;
    }

    /** With a bug it may never come to that. */
    private static void patiently(Duration patience, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .ignoreExceptions()
                    .pollInterval(Duration.ofMillis(10))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            // the checker will tell
        }
    }

    private int done(Run run) {
        return count(
                "select coalesce(max(done), 0) from execution where phase = 'APPLY' and run_id = '"
                        + run.id()
                        + "'");
    }

    private int openExecutions() {
        return count("select count(*) from execution where ended_at is null and phase = 'PLAN'");
    }

    private int wakeUps() {
        return count(
                "select count(*) from scheduled_tasks where task_name like 'run:%' or task_name like 'recover:%'");
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
