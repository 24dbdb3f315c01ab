package dev.groundplan.run.api;

import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.log.LogAppended;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The open streams of logs on this node. A stream has a thread of its own, so that a slow reader
 * holds up nobody else.
 */
@Component
class LogStreams {
    private static final int MOST_PER_PERSON = 20;
    private static final int MOST = 200;
    private final TaskExecutor threads = new SimpleAsyncTaskExecutor("log-stream-");
    private final Map<RunId, Set<LogStream>> byRun = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> byPerson = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    /** Starts a stream; false when the person, or the node, has too many. */
    boolean start(RunId run, UUID person, LogStream stream) {
        var own = byPerson.computeIfAbsent(person, id -> new AtomicInteger());
        if (!enter(own, MOST_PER_PERSON)) {
            return false;
        }
        if (!enter(open, MOST)) {
            own.decrementAndGet();
            return false;
        }
        byRun.computeIfAbsent(run, id -> ConcurrentHashMap.newKeySet()).add(stream);
        threads.execute(
                () -> {
                    try {
                        stream.run();
                    } finally {
                        own.decrementAndGet();
                        open.decrementAndGet();
                        forget(run, stream);
                    }
                });
        return true;
    }

    /** Who is refused is not counted. */
    private static boolean enter(AtomicInteger count, int most) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return false;
        }
        return true;
    }

    private void forget(RunId run, LogStream stream) {
        byRun.computeIfPresent(
                run,
                (id, streams) -> {
                    streams.remove(stream);
                    return streams.isEmpty() ? null : streams;
                });
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void grown(LogAppended appended) {
        wake(appended.run());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void touched(RunTouched touched) {
        wake(touched.run());
    }

    private void wake(RunId run) {
        byRun.getOrDefault(run, Set.of()).forEach(LogStream::wake);
    }

    /** A stop of the portal must not wait for readers. */
    @EventListener
    void closing(ContextClosedEvent event) {
        byRun.values().forEach(streams -> streams.forEach(LogStream::stop));
    }
}
