package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.checker.RunChecker;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.recorder.Journal;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.DecisionTooLateException;
import dev.groundplan.run.execution.Execution;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.MortalWorker;
import dev.groundplan.testing.TestPortal;
import dev.groundplan.testing.WorkerlessPortal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * F03: worker and tool are killed when something was made and no state knows it yet. The plan's
 * file would still apply; it is never started again.
 */
@WorkerlessPortal
class FirstEffectKillTests {
    private static final Logger log = LoggerFactory.getLogger(FirstEffectKillTests.class);
    private static final int TRIALS = Integer.getInteger("groundplan.test.first-effects", 4);
    private static final int TERRAFORM_TRIALS =
            Integer.getInteger("groundplan.test.tf-first-effects", 1);
    private static final int AT_ONCE = 8;
    private static final Path DATA = Path.of("target/test-data/worker-kills/first-effects");
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private int refusals;
    @Autowired TestPortal portal;
    @Autowired RunExecutor executor;
    @Autowired PlanConsumption consumption;
    @Autowired Executions executions;
    @Autowired Engines engines;
    @Autowired Catalog catalog;
    @Autowired DataSource dataSource;
    @Autowired JdbcClient jdbc;
    @Autowired ArtifactStore artifacts;
    @Autowired Environment environment;

    @Test
    void neverStartsAPlanAgain() throws Exception {
        try (var worker = MortalWorker.start(DATA, environment)) {
            for (int left = TRIALS; left > 0; left -= AT_ONCE) {
                interrupt(worker, Math.min(left, AT_ONCE));
            }
        }
        log.info(
                "{} applies killed after their first effect, {} second starts refused; seed {}",
                TRIALS,
                refusals,
                seed);
        var checker =
                new RunChecker(dataSource, DATA).reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
    }

    private void interrupt(MortalWorker worker, int trials) throws Exception {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < trials; i++) {
            runs.add(
                    portal.provision(
                            "inline",
                            false,
                            "count",
                            1 + random.nextInt(3),
                            "gap_millis",
                            600_000));
        }
        killAfterFirstEffect(worker, runs, FirstEffectKillTests::effects);
        for (var run : runs) {
            assertThat(effects(run)).as("seed " + seed).isEqualTo(1);
        }
    }

    private static long effects(Run run) {
        return new Journal(folder(run))
                .entries().stream().filter(entry -> entry.kind().equals("effect")).count();
    }

    private static Path folder(Run run) {
        return DATA.resolve("environments").resolve(run.environmentId().toString());
    }

    /** With a tool that is real, and an action of it that takes its time. */
    @Test
    void neverStartsTerraformAgain() throws Exception {
        assumeThat(engines.get(new EngineKind("terraform")).availability().missing()).isNull();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> catalog.current("slow-create").isPresent());
        try (var worker = MortalWorker.start(DATA, environment)) {
            for (int left = TERRAFORM_TRIALS; left > 0; left -= AT_ONCE) {
                interruptTerraform(worker, Math.min(left, AT_ONCE));
            }
        }
        log.info("{} applies of Terraform killed after their first effect", TERRAFORM_TRIALS);
    }

    private void interruptTerraform(MortalWorker worker, int trials) throws Exception {
        var runs = new ArrayList<Run>();
        for (int i = 0; i < trials; i++) {
            runs.add(portal.provision("slow-create", false, portal.values("seconds", 600)));
        }
        killAfterFirstEffect(worker, runs, FirstEffectKillTests::made);
        for (var run : runs) {
            assertThat(made(run)).as("made once").isEqualTo(1);
        }
    }

    private static long made(Run run) {
        try (var lines = Files.lines(folder(run).resolve("made"))) {
            return lines.count();
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    private void killAfterFirstEffect(
            MortalWorker worker, List<Run> runs, ToLongFunction<Run> effects) throws Exception {
        for (var run : runs) {
            portal.approve(portal.await(run, RunStatus.AWAITING_APPROVAL));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> runs.stream().allMatch(run -> effects.applyAsLong(run) == 1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> runs.stream().allMatch(run -> apply(run).pid() != null));
        worker.kill();
        runs.forEach(this::killTool);

        worker.restart();

        for (var run : runs) {
            portal.await(run, RunStatus.UNKNOWN);
            refuseASecondStart(run);
        }
        redeliver(runs);
        for (var run : runs) {
            assertThat(portal.now(run).status()).as("seed " + seed).isEqualTo(RunStatus.UNKNOWN);
            assertThat(effects.applyAsLong(run)).as("seed " + seed).isEqualTo(1);
            settle(run);
        }
    }

    private Execution apply(Run run) {
        return executions.of(run.id()).stream()
                .filter(each -> each.phase() == Phase.APPLY)
                .findFirst()
                .orElseThrow();
    }

    /** Sometimes with its launcher, which would note how it ended. */
    private void killTool(Run run) {
        var launcher = ProcessHandle.of(requireNonNull(apply(run).pid())).orElseThrow();
        var tool = launcher.descendants().toList();
        var all =
                random.nextBoolean()
                        ? tool.stream()
                        : Stream.concat(Stream.of(launcher), tool.stream());
        assertThat(tool).isNotEmpty();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static long requireNonNull(@org.jspecify.annotations.Nullable Long pid) {
        return java.util.Objects.requireNonNull(pid);
    }

    /** By each door that leads to an apply. */
    private void refuseASecondStart(Run run) {
        var now = portal.now(run);
        var plan = portal.plan(run);
        assertThatThrownBy(() -> portal.approve(run)).isInstanceOf(DecisionTooLateException.class);
        assertThat(consumption.claim(now, plan, apply(run).step(), consumption.nextExecution()))
                .isEmpty();
        assertThatThrownBy(() -> insertAgain(run)).isInstanceOf(DuplicateKeyException.class);
        for (long epoch = 0; epoch <= now.claim().epoch() + 1; epoch++) {
            executor.execute(run.id(), epoch);
        }
        refusals += 4;
    }

    private void insertAgain(Run run) {
        jdbc.sql(
                        """
                        insert into execution (id, run_id, step, plan_id, phase, attempt, apply_of, approval_id,
                            approval_decision, epoch, worker_id, host_id, started_at)
                        select :id, run_id, step, plan_id, phase, attempt, apply_of, approval_id,
                            approval_decision, epoch, worker_id, host_id, current_timestamp
                        from execution where run_id = :run and phase = 'APPLY'
                        """)
                .param("id", UUID.randomUUID())
                .param("run", run.id().value())
                .update();
    }

    /** The wake-ups that it had once come again, and are answered by the worker. */
    private void redeliver(List<Run> runs) {
        for (var run : runs) {
            for (long epoch = 0; epoch <= portal.now(run).claim().epoch(); epoch++) {
                wakeUp(run, epoch);
                refusals++;
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> wakeUps() == 0);
    }

    private void wakeUp(Run run, long epoch) {
        jdbc.sql(
                        """
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:name, :instance, current_timestamp, false, 1)
                        """)
                .param("name", "run:" + run.request().engines())
                .param("instance", run.id() + "/" + epoch)
                .update();
    }

    private int wakeUps() {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name like 'run:%'")
                .query(Integer.class)
                .single();
    }

    /** By a person, who accepts what is found. */
    private void settle(Run run) {
        var recovery =
                portal.await(portal.recover(run.environmentId()), RunStatus.AWAITING_APPROVAL);
        portal.approve(recovery);
        portal.await(recovery, RunStatus.APPLIED);
        assertThat(portal.now(run).status()).isIn(RunStatus.APPLIED, RunStatus.FAILED);
        assertThat(portal.now(run).activeSlot()).isNull();
    }
}
