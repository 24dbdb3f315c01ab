package dev.groundplan.worker;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Progress;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.log.RunLog;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens consoles, and is the clock that flushes them. */
@Component
class Consoles implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Consoles.class);
    private static final int FLUSH_MILLIS = 40;
    private static final int STATE_MILLIS = 1000;
    private final RunLog runLog;
    private final Executions executions;
    private final CancelSignals signals;
    private final StateImport states;
    private final Announcer announcer;
    private final Clock clock;
    private final Set<JobConsole> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker =
            Executors.newScheduledThreadPool(
                    2,
                    new org.springframework.scheduling.concurrent.CustomizableThreadFactory(
                            "console-"));

    Consoles(
            RunLog runLog,
            Executions executions,
            CancelSignals signals,
            StateImport states,
            Announcer announcer,
            Clock clock) {
        this.runLog = runLog;
        this.executions = executions;
        this.signals = signals;
        this.states = states;
        this.announcer = announcer;
        this.clock = clock;
        ticker.scheduleWithFixedDelay(
                quietly(this::flush), FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        ticker.scheduleWithFixedDelay(
                quietly(this::look), STATE_MILLIS, STATE_MILLIS, TimeUnit.MILLISECONDS);
    }

    JobConsole open(Run run, ExecutionId execution, String step, Phase phase, Scrubber scrubber) {
        var writer = new LogWriter(runLog, clock, run, execution, step, phase);
        return open(new JobConsole(run, execution, writer, scrubber, this));
    }

    /** Goes on with the log of an apply that an earlier worker had followed. */
    JobConsole reopen(Run run, Executions.Apply begun, Scrubber scrubber) {
        var known = new RunLog.Offsets(begun.outOffset(), begun.errOffset());
        var writer =
                new LogWriter(
                        runLog, clock, run, begun.execution(), begun.step(), Phase.APPLY, known);
        return open(
                new JobConsole(run, begun.execution(), writer, scrubber, this, new Replay(known)));
    }

    private JobConsole open(JobConsole console) {
        signals.watch(console.run());
        open.add(console);
        return console;
    }

    boolean workerStops() {
        return signals.workerStops();
    }

    void closed(JobConsole console) {
        open.remove(console);
        signals.unwatch(console.run());
    }

    void progressed(Run run, ExecutionId execution, Progress progress) {
        executions.progress(run, execution, progress);
        announcer.touched(run);
    }

    Outages outages() {
        return signals.outages();
    }

    Clock clock() {
        return clock;
    }

    CancelSignals signals() {
        return signals;
    }

    Executions executions() {
        return executions;
    }

    private void flush() {
        open.forEach(JobConsole::flush);
    }

    private void look() {
        signals.look();
        open.forEach(states::importPartial);
        open.stream()
                .filter(console -> console.silence().changed())
                .forEach(console -> announcer.touched(console.run()));
    }

    /** A scheduled task that throws is never run again, and the logs would stand still. */
    private static Runnable quietly(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.warn(
                        "Logs or states could not be written; this is tried again in a moment.", e);
            }
        };
    }

    @Override
    public void destroy() {
        ticker.shutdown();
    }

    /** Tells pages that something they show has changed. */
    @Component
    static class Announcer {
        private final ApplicationEventPublisher publisher;
        private final TransactionTemplate transaction;

        Announcer(ApplicationEventPublisher publisher, TransactionTemplate transaction) {
            this.publisher = publisher;
            this.transaction = transaction;
        }

        void touched(Run run) {
            transaction.executeWithoutResult(
                    status ->
                            publisher.publishEvent(new RunTouched(run.id(), run.environmentId())));
        }
    }
}
