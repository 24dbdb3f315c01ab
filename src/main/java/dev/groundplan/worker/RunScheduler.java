package dev.groundplan.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunReady;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
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
    private static final String PREFIX = "run:";
    private static final int MISSED_HEARTBEATS = 4;
    private final Scheduler scheduler;
    private final RunExecutor executor;
    private final WorkerNode node;
    private final WorkerProperties properties;
    private final Clock clock;
    private volatile boolean running;

    RunScheduler(
            DataSource dataSource,
            RunExecutor executor,
            WorkerNode node,
            WorkerProperties properties,
            Clock clock) {
        this.executor = executor;
        this.node = node;
        this.properties = properties;
        this.clock = clock;
        this.scheduler = scheduler(new TransactionAwareDataSourceProxy(dataSource));
    }

    private Scheduler scheduler(DataSource dataSource) {
        List<Task<?>> tasks = new ArrayList<>(properties.enabled() ? tasks() : List.of());
        return Scheduler.create(dataSource, tasks)
                .schedulerName(new SchedulerName.Fixed(node.name()))
                .threads(properties.threads())
                .pollingInterval(properties.poll())
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(Duration.ofDays(3650))
                .shutdownMaxWait(Duration.ofSeconds(15))
                .build();
    }

    private List<Task<Void>> tasks() {
        return EngineSets.of(node.usableEngines()).stream().map(this::task).toList();
    }

    private Task<Void> task(String engines) {
        return Tasks.custom(PREFIX + engines, Void.class)
                .onDeadExecution(
                        (dead, operations) -> {
                            executor.revive(run(dead.getExecution().taskInstance));
                            operations.stop();
                        })
                .execute(
                        (instance, context) -> {
                            executor.execute(run(instance));
                            return new CompletionHandler.OnCompleteRemove<>();
                        });
    }

    private static RunId run(TaskInstance<?> instance) {
        var id = instance.getId();
        return new RunId(UUID.fromString(id.substring(0, id.indexOf('/'))));
    }

    /** In the transaction that made the run ready: either both are there, or neither. */
    @EventListener
    void schedule(RunReady ready) {
        var instance =
                new TaskInstance<Void>(
                        PREFIX + ready.engines(), ready.run().value() + "/" + ready.version());
        scheduler.scheduleIfNotExists(instance, clock.instant());
    }

    /** After the commit; before it, another connection would not see the task. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(RunReady ready) {
        if (running) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        node.register();
        running = true;
        if (properties.enabled()) {
            scheduler.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        if (properties.enabled()) {
            scheduler.stop();
        }
        node.stopped();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
