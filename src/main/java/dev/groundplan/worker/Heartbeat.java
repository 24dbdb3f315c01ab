package dev.groundplan.worker;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Says again and again that this process lives, for the page of workers. */
@Component
class Heartbeat implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private final WorkerNode node;
    private final WorkerProperties properties;
    private @Nullable ScheduledExecutorService timer;

    Heartbeat(WorkerNode node, WorkerProperties properties) {
        this.node = node;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        var every = properties.heartbeat().toMillis();
        timer = Executors.newSingleThreadScheduledExecutor(Heartbeat::thread);
        timer.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "heartbeat");
        thread.setDaemon(true);
        return thread;
    }

    /** A timer that meets an exception never comes back. */
    private void beat() {
        try {
            node.seen();
        } catch (RuntimeException e) {
            log.warn("The database could not be told that this process lives: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** Stops after the worker: one that drains is not lost. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
