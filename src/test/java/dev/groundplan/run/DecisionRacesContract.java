package dev.groundplan.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** F29: two to five people want something of the same run at the same moment, on two nodes. */
abstract class DecisionRacesContract {
    private static final Logger log = LoggerFactory.getLogger(DecisionRacesContract.class);
    private static final int BARRIERS = Integer.getInteger("groundplan.test.barriers", 60);
    private static final int AHEAD = 8;
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final ExecutorService actors = Executors.newFixedThreadPool(5);
    private final Deque<Run> requested = new ArrayDeque<>();
    private final Map<RunStatus, Integer> won = new EnumMap<>(RunStatus.class);
    private final Map<String, Integer> answers = new TreeMap<>();
    @Autowired TestPortal portal;
    @Autowired JdbcClient jdbc;
    @Autowired DataSource dataSource;
    @Autowired ArtifactStore artifacts;

    /** The nodes that people use. */
    abstract List<TestPortal> nodes();

    abstract Path data();

    @AfterEach
    void dismissActors() {
        actors.shutdownNow();
    }

    @Test
    void letsOneWinAndTellsTheOthersWhy() throws Exception {
        for (int i = 0; i < BARRIERS; i++) {
            race(next());
        }
        requested.forEach(run -> portal.cancelAll(run.environmentId()));
        awaitRest();
        log.info(
                "{} barriers over {} node(s): {}; answers {}; seed {}",
                BARRIERS,
                nodes().size(),
                won,
                answers,
                seed);
        var checker =
                new RunChecker(dataSource, data())
                        .reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
    }

    /** Some are planned ahead, so that nobody waits for a plan. */
    private Run next() {
        while (requested.size() < AHEAD) {
            requested.add(portal.provision("millis", random.nextInt(3)));
        }
        return portal.await(requested.remove(), RunStatus.AWAITING_APPROVAL);
    }

    private void race(Run run) throws Exception {
        var attempts = attempts(run);
        var settled =
                Awaitility.await()
                        .pollInterval(java.time.Duration.ofMillis(5))
                        .until(() -> portal.now(run), DecisionRacesContract::rests);
        var what = "seed " + seed + ", " + attempts + ", then " + settled.status();

        assertThat(OneAfterTheOther.explains(attempts, settled.status())).as(what).isTrue();
        assertThat(attempts.stream().filter(attempt -> attempt.moved(settled)).count())
                .as("each yes is a transition, each no is none; " + what)
                .isEqualTo(movedByPeople(run));
        assertThat(attempts)
                .as(what)
                .allSatisfy(attempt -> assertThat(attempt.done() || saysWhy(attempt)).isTrue());
        won.merge(settled.status(), 1, Integer::sum);
        attempts.forEach(
                attempt ->
                        answers.merge(
                                attempt.op() + (attempt.done() ? " yes" : " no"), 1, Integer::sum));
        portal.cancelAll(run.environmentId());
    }

    private List<Attempt> attempts(Run run) throws Exception {
        var ops = new ArrayList<>(Arrays.asList(Attempt.Op.values()));
        Collections.shuffle(ops, random);
        var chosen = ops.subList(0, 2 + random.nextInt(4));
        var barrier = new CyclicBarrier(chosen.size());
        var digest = portal.plan(run).digest();
        var approval = new Decision(Approval.Decision.APPROVE, digest, "", null, null);
        var tried = new ArrayList<Attempt>();
        for (var future :
                actors.invokeAll(
                        chosen.stream()
                                .map(op -> Attempt.at(barrier, node(), op, run, approval))
                                .toList())) {
            tried.add(future.get());
        }
        return tried;
    }

    private TestPortal node() {
        return nodes().get(random.nextInt(nodes().size()));
    }

    private static boolean rests(Run run) {
        return run.status().isFinal() || run.status() == RunStatus.AWAITING_APPROVAL;
    }

    private static boolean saysWhy(Attempt refused) {
        return !refused.why().isBlank();
    }

    private long movedByPeople(Run run) {
        return jdbc.sql(
                        """
                        select count(*) from run_event
                        where run_id = :run and actor is not null and from_status is not null
                        """)
                .param("run", run.id().value())
                .query(Long.class)
                .single();
    }

    private void awaitRest() {
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(
                        () ->
                                jdbc.sql(
                                                        """
                                                        select (select count(*) from scheduled_tasks where task_name like 'run:%')
                                                            + (select count(*) from run where status in
                                                                ('QUEUED', 'PLANNING', 'APPROVED', 'APPLYING'))
                                                        """)
                                                .query(Long.class)
                                                .single()
                                        == 0);
    }
}
