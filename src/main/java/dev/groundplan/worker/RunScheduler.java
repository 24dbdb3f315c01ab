package dev.groundplan.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.groundplan.catalog.TemplateImported;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunReady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Wakes workers for runs through db-scheduler. The task of a run is written in the transaction that
 * made the run ready; its name says which engines are needed, and a node registers the names that
 * it can serve.
 */
@Component
@DependsOnDatabaseInitialization
class RunScheduler implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RunScheduler.class);
    private static final String PREFIX = "run:";
    private static final String RECOVER = "recover:";
    // Nodes read the database's clock some milliseconds apart: due "now" here is not yet due there.
    private static final Duration DUE_ALREADY = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);
    private final Scheduler scheduler;
    private final RunExecutor executor;
    private final WorkerNode node;
    private final WorkerProperties properties;
    private final LostRuns lost;
    private final TemplateValidation validation;
    private final DatabaseClock clock;
    private volatile boolean running;

    RunScheduler(
            DataSource dataSource,
            RunExecutor executor,
            WorkerNode node,
            WorkerProperties properties,
            LostRuns lost,
            TemplateValidation validation) {
        this.validation = validation;
        this.executor = executor;
        this.node = node;
        this.properties = properties;
        this.lost = lost;
        this.clock = new DatabaseClock(dataSource);
        this.scheduler = scheduler(new TransactionAwareDataSourceProxy(dataSource));
    }

    private Scheduler scheduler(DataSource dataSource) {
        List<Task<?>> tasks = new ArrayList<>(node.works() ? tasks() : List.of());
        return Scheduler.create(dataSource, tasks)
                .startTasks(node.works() ? List.of(sweep()) : List.of())
                .schedulerName(new SchedulerName.Fixed(node.name()))
                .clock(clock)
                .threads(properties.threads())
                .pollingInterval(properties.poll())
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(Workers.MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(Duration.ofDays(3650))
                .shutdownMaxWait(LAST_WORDS)
                .build();
    }

    private List<Task<?>> tasks() {
        var tasks = new ArrayList<Task<?>>();
        tasks.add(validation.task());
        EngineSets.of(node.usableEngines()).forEach(engines -> tasks.add(task(engines)));
        tasks.add(recovery());
        return tasks;
    }

    /** Finds the runs whose wake-up was lost, whatever lost it; one that is there stays alone. */
    private RecurringTask<Void> sweep() {
        return Tasks.recurring("run-sweep", FixedDelay.of(properties.sweep()))
                .execute((instance, context) -> lost.sweep());
    }

    /**
     * A wake-up comes until it is answered: a dead worker's at once, a failed one after a pause.
     */
    private Task<Void> task(String engines) {
        return Tasks.custom(PREFIX + engines, Void.class)
                .onDeadExecutionRevive()
                .onFailure(
                        (failed, operations) ->
                                operations.reschedule(failed, clock.now().plus(pause(failed))))
                .execute(
                        (instance, context) -> {
                            var id = instance.getId().split("/");
                            var run = new RunId(UUID.fromString(id[0]));
                            executor.execute(run, Long.parseLong(id[1]));
                            return new CompletionHandler.OnCompleteRemove<>();
                        });
    }

    /** Only this host can tell what became of an apply that was begun here. */
    private Task<Void> recovery() {
        return Tasks.custom(RECOVER + node.host(), Void.class)
                .onDeadExecutionRevive()
                .onFailure(
                        (failed, operations) ->
                                operations.reschedule(failed, clock.now().plus(pause(failed))))
                .execute(
                        (instance, context) -> {
                            executor.recover(new RunId(UUID.fromString(instance.getId())));
                            return new CompletionHandler.OnCompleteRemove<>();
                        });
    }

    private static Duration pause(ExecutionComplete failed) {
        var failures = Math.min(failed.getExecution().consecutiveFailures, 6);
        return Duration.ofSeconds(1L << failures);
    }

    /** In the transaction that made the run ready: either both are there, or neither. */
    @EventListener
    void schedule(RunReady ready) {
        var instance =
                new TaskInstance<Void>(
                        PREFIX + ready.engines(), ready.run().value() + "/" + ready.epoch());
        scheduler.scheduleIfNotExists(instance, clock.now().minus(DUE_ALREADY));
    }

    @EventListener
    void schedule(ApplyAdrift adrift) {
        var instance =
                new TaskInstance<Void>(RECOVER + adrift.host(), adrift.run().value().toString());
        scheduler.scheduleIfNotExists(instance, clock.now().minus(DUE_ALREADY));
    }

    @EventListener
    void schedule(TemplateImported imported) {
        scheduler.scheduleIfNotExists(TemplateValidation.instance(imported), clock.now());
    }

    /** After the commit; before it, another connection would not see the task. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(RunReady ready) {
        wake();
    }

    /** Somewhere a run became ready. */
    void wake() {
        if (running && node.works()) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        node.register();
        node.inherit();
        running = true;
        if (node.works()) {
            scheduler.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (node.works()) {
            scheduler.pause();
            tell(node::draining);
            drain();
            node.stop();
            scheduler.stop();
        }
        tell(node::stopped);
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (DataAccessException e) {
            log.warn("The database could not be told that this process stops: {}", e.getMessage());
        }
    }

    /** Lets what is under way here come to its end, as long as the operator wants to wait. */
    private void drain() {
        var until = System.nanoTime() + properties.drain().toNanos();
        while (!scheduler.getCurrentlyExecuting().isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
