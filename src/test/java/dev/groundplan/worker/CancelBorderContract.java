package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.DecisionTooLateException;
import dev.groundplan.testing.TestPortal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** F30: a cancel between the plan, its approval and the apply, with delays before and after it. */
abstract class CancelBorderContract {
    private static final Logger log = LoggerFactory.getLogger(CancelBorderContract.class);
    private static final int CANCELS = Integer.getInteger("groundplan.test.cancels", 20);
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Map<RunStatus, Integer> told = new EnumMap<>(RunStatus.class);
    private final Map<RunStatus, Integer> became = new EnumMap<>(RunStatus.class);
    private int tooLate;
    @Autowired TestPortal portal;
    @Autowired Environments environments;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;

    @Test
    void startsNothingOnceItSaidSo() throws Exception {
        for (int i = 0; i < CANCELS; i++) {
            cancel(run());
        }
        log.info(
                "{} cancels, told {} and {} that it had ended, became {}; 0 started after they were"
                        + " told that nothing would; seed {}",
                CANCELS,
                told,
                tooLate,
                became,
                seed);
        assertThat(told).as("seed " + seed).containsKey(RunStatus.CANCELED);
    }

    /** Every fourth has a second part, which is planned and begun without a person. */
    private Run run() {
        var values =
                portal.values(
                        "count",
                        1 + random.nextInt(3),
                        "plan_millis",
                        random.nextInt(10),
                        "millis",
                        random.nextInt(20));
        return portal.provision(
                random.nextInt(4) == 0 ? "recorder-two" : "recorder", false, values);
    }

    private void cancel(Run run) throws Exception {
        if (random.nextInt(4) == 0) {
            whilePlanned(run);
        } else {
            whileApproved(portal.await(run, RunStatus.AWAITING_APPROVAL));
        }
        var ended =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> portal.now(run), now -> now.status().isFinal());
        became.merge(ended.status(), 1, Integer::sum);
    }

    private void whilePlanned(Run run) {
        pause(30);
        attempt(run);
        if (portal.now(run).status() == RunStatus.AWAITING_APPROVAL) {
            portal.cancel(run);
        }
    }

    /** The approval comes at about the same time; both may find the environment locked. */
    private void whileApproved(Run run) throws Exception {
        var held = CompletableFuture.runAsync(() -> hold(run.environmentId()));
        var approved =
                CompletableFuture.runAsync(
                        () -> {
                            pause(5);
                            approve(run);
                        });
        if (random.nextBoolean()) {
            approved.get(); // then the cancel meets a worker that begins, is at it, or has ended
        }
        pause(random.nextBoolean() ? 10 : 60);
        attempt(run);
        approved.get();
        held.get();
    }

    private void hold(EnvironmentId environment) {
        transaction.executeWithoutResult(
                status -> {
                    environments.lock(environment);
                    pause(15);
                });
    }

    private void approve(Run run) {
        try {
            portal.approve(run);
        } catch (DecisionTooLateException e) {
            log.debug("The cancel was faster.");
        }
    }

    private void attempt(Run run) {
        try {
            var answer = portal.cancel(run);
            told.merge(answer.status(), 1, Integer::sum);
            if (answer.status() == RunStatus.APPLYING) {
                assertThat(answer.cancellation().requested()).as("seed " + seed).isTrue();
            } else {
                refuseStart(answer);
            }
        } catch (IllegalRunTransitionException e) {
            assertThat(e.from().isFinal()).as("seed " + seed + ": " + e.getMessage()).isTrue();
            tooLate++;
        }
    }

    /** Neither now nor later: an apply of this part, or of one that comes after it. */
    private void refuseStart(Run answer) {
        portal.await(answer, RunStatus.CANCELED);
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from execution e join plan p on p.id = e.plan_id
                                        where e.run_id = :run and e.phase = 'APPLY' and p.part >= :part
                                        """)
                                .param("run", answer.id().value())
                                .param("part", answer.part())
                                .query(Integer.class)
                                .single())
                .as("seed %d: told that run %s is %s", seed, answer.id(), answer.status())
                .isZero();
    }

    private void pause(int mostMillis) {
        LockSupport.parkNanos(random.nextInt(mostMillis * 1_000_000));
    }
}
