package dev.groundplan.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.run.approval.DecisionTooLateException;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.CheckedPortal;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A thousand actions in random order, each tried whether it fits or not (S42). */
@CheckedPortal
class RandomActionsTests {
    private static final Logger log = LoggerFactory.getLogger(RandomActionsTests.class);
    private static final int ACTIONS = 1000;
    @Autowired TestPortal portal;
    @Autowired RunService runs;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;
    @Autowired JdbcClient jdbc;

    @Test
    void keepsEveryInvariantWhateverTheOrder() {
        var seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
        log.info("Random actions with seed {}", seed);
        var random = new Random(seed);
        var all = new ArrayList<Run>();
        all.add(portal.provision());
        int refused = 0;
        for (int i = 0; i < ACTIONS; i++) {
            refused += attempt(random, all) ? 0 : 1;
        }

        all.stream().map(portal::now).filter(run -> !run.status().isFinal()).forEach(this::finish);

        log.info("{} runs, {} of {} actions refused, seed {}", all.size(), refused, ACTIONS, seed);
        awaitRest();
        assertThat(
                        new RunChecker(dataSource, Path.of("target/test-data/checked"))
                                .reading(id -> artifacts.read(new ArtifactId(id)))
                                .check())
                .as("seed " + seed)
                .isEmpty();
        assertThat(olderPlansAppliedAfterNewerRuns()).isEmpty();
        assertThat(refused).isBetween(1, ACTIONS - 1);
    }

    private boolean attempt(Random random, List<Run> all) {
        var any = all.get(random.nextInt(all.size()));
        try {
            switch (random.nextInt(12)) {
                case 0 -> all.add(portal.provision("count", 1 + random.nextInt(3)));
                case 1 ->
                        all.add(
                                portal.update(
                                        any.environmentId(), "content", "c" + random.nextInt(50)));
                case 2 -> all.add(portal.planOnly(any.environmentId(), "count", random.nextInt(4)));
                case 3 ->
                        all.add(portal.supersede(any.environmentId(), "count", random.nextInt(4)));
                case 4 -> all.add(portal.refresh(any.environmentId()));
                case 5 -> all.add(portal.destroy(any.environmentId()));
                case 6 -> portal.cancel(any);
                case 7 -> portal.reject(any);
                default -> approve(random, any);
            }
            return true;
        } catch (IllegalRunTransitionException
                | InvalidRequestException
                | DecisionTooLateException
                | dev.groundplan.environment.NameTakenException
                | java.util.NoSuchElementException e) {
            return false;
        }
    }

    /** Now and then with the digest of an earlier plan. */
    private void approve(Random random, Run run) {
        var digests =
                jdbc.sql("select digest from plan where run_id = :run")
                        .param("run", run.id().value())
                        .query(String.class)
                        .list();
        var digest =
                digests.isEmpty() ? "sha256:none" : digests.get(random.nextInt(digests.size()));
        var name = portal.environment(run).name();
        var decision = new Decision(Approval.Decision.APPROVE, digest, "", name, null);
        portal.decide("approver", run, decision);
    }

    private void finish(Run run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            if (portal.now(run).status() == RunStatus.AWAITING_APPROVAL) {
                                portal.approve(run);
                            }
                            return portal.now(run).status().isFinal();
                        });
    }

    private void awaitRest() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                jdbc.sql(
                                                        "select count(*) from scheduled_tasks where task_name like 'run:%'")
                                                .query(Integer.class)
                                                .single()
                                        == 0);
    }

    private List<String> olderPlansAppliedAfterNewerRuns() {
        return jdbc.sql(
                        """
                        select cast(e.run_id as varchar) from execution e
                        join plan p on p.id = e.plan_id join run r on r.id = e.run_id
                        where e.phase = 'APPLY' and exists (select 1 from execution o join run other on other.id = o.run_id
                            where other.environment_id = r.environment_id and other.id <> r.id and o.phase = 'APPLY'
                                and o.started_at > p.created_at and o.started_at < e.started_at)
                        """)
                .query(String.class)
                .list();
    }
}
