package dev.groundplan.backup;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks once a minute whether a backup is due; after a failure that is the next attempt, too. */
@Component
class RegularBackups implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RegularBackups.class);
    private final Backups backups;
    private volatile @Nullable ScheduledExecutorService clockwork;

    RegularBackups(Backups backups) {
        this.backups = backups;
    }

    @Override
    public void start() {
        var started =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            var thread = new Thread(work, "backups");
                            thread.setDaemon(true);
                            return thread;
                        });
        var unused = started.scheduleWithFixedDelay(this::look, 10, 60, TimeUnit.SECONDS);
        clockwork = started;
    }

    private void look() {
        try {
            backups.makeWhenDue();
        } catch (RuntimeException e) {
            log.warn("No backup was made: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        var running = clockwork;
        clockwork = null;
        if (running != null) {
            running.shutdown();
            awaitEnd(running);
        }
    }

    /** One that is under way is finished while the database is still open. */
    private static void awaitEnd(ScheduledExecutorService running) {
        try {
            if (!running.awaitTermination(15, TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return clockwork != null;
    }
}
