package dev.groundplan.upkeep;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.groundplan.store.KeyRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does the house-keeping on one node at a time. It has a scheduler and a thread of its own: runs
 * never wait for it.
 */
@Component
@DependsOnDatabaseInitialization
class UpkeepScheduler implements SmartLifecycle {
    private static final String CHECK = "storage-check";
    private static final Duration ROTATION = Duration.ofSeconds(30);
    private static final Duration REMOVAL = Duration.ofMinutes(15);
    private final Scheduler scheduler;
    private final KeyRotation rotation;
    private final Retention retention;
    private final Orphans orphans;
    private final StorageChecks checks;
    private volatile boolean running;

    UpkeepScheduler(
            DataSource dataSource,
            KeyRotation rotation,
            Retention retention,
            Orphans orphans,
            StorageChecks checks) {
        this.rotation = rotation;
        this.retention = retention;
        this.orphans = orphans;
        this.checks = checks;
        this.scheduler =
                Scheduler.create(dataSource, List.of(check()))
                        .startTasks(List.of(rotate(), remove()))
                        .schedulerName(new SchedulerName.Fixed("upkeep-" + UUID.randomUUID()))
                        .threads(1)
                        .pollingInterval(Duration.ofSeconds(10))
                        .heartbeatInterval(Duration.ofSeconds(5))
                        .missedHeartbeatsLimit(4)
                        .deleteUnresolvedAfter(Duration.ofDays(3650))
                        .shutdownMaxWait(Duration.ofSeconds(5))
                        .build();
    }

    private RecurringTask<Void> rotate() {
        return Tasks.recurring("key-rotation", FixedDelay.of(ROTATION))
                .execute((instance, context) -> rotation.moveAll(this::isRunning));
    }

    private RecurringTask<Void> remove() {
        return Tasks.recurring("retention", FixedDelay.of(REMOVAL))
                .execute(
                        (instance, context) -> {
                            retention.removeOld(this::isRunning);
                            orphans.remove(this::isRunning);
                        });
    }

    /** A check that a lost node began is begun again: it changes nothing. */
    private OneTimeTask<Void> check() {
        return Tasks.oneTime(CHECK)
                .execute((instance, context) -> checks.perform(UUID.fromString(instance.getId())));
    }

    /** Some node does it, soon. */
    void check(UUID id) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(CHECK, id.toString()), Instant.EPOCH);
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void start() {
        running = true;
        scheduler.start();
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
