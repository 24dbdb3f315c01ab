package dev.groundplan.run.web;

import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One open stream of one page. At most one thread at a time works for it. What is read is bounded,
 * and is written by a thread that no other stream waits for: a slow reader holds up nobody else.
 */
final class LiveStream {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private final SseEmitter emitter;
    private final LiveSource source;
    private final String owner;
    private final Threads threads;
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicBoolean redraw = new AtomicBoolean();
    private final AtomicInteger ticks = new AtomicInteger();

    LiveStream(SseEmitter emitter, LiveSource source, String owner, Threads threads) {
        this.emitter = emitter;
        this.source = source;
        this.owner = owner;
        this.threads = threads;
    }

    /**
     * Whose threads it runs on.
     *
     * @param readers of the database, few
     * @param writers to browsers, as many as there are browsers that make them wait
     */
    record Threads(Executor readers, Executor writers) {}

    /** What a stream tells. */
    interface LiveSource {
        boolean isAbout(RunId run);

        boolean isAbout(RunTouched touched);

        /** Hands out what is new, as far as it may be held in memory at once. */
        Next read(boolean redraw, Consumer<SseEventBuilder> out);
    }

    /** What comes after what was read. */
    enum Next {
        /** There is more to read already. */
        MORE,
        /** There may be more later. */
        WAIT,
        /** There will never be anything more. */
        END
    }

    String owner() {
        return owner;
    }

    void whenClosed(Runnable action) {
        emitter.onCompletion(action);
        emitter.onTimeout(action);
        emitter.onError(error -> action.run());
    }

    boolean isAbout(RunId run) {
        return source.isAbout(run);
    }

    boolean isAbout(RunTouched touched) {
        return source.isAbout(touched);
    }

    /** Has it look for news, unless it is at work: then it looks once more afterwards. */
    void wake(boolean withFragments) {
        if (withFragments) {
            redraw.set(true);
        }
        if (wakes.getAndIncrement() == 0) {
            run(threads.readers(), this::read);
        }
    }

    void tick() {
        ticks.incrementAndGet();
        wake(false);
    }

    /** Nobody waits for the slow ones. */
    void end() {
        run(threads.writers(), emitter::complete);
    }

    private void read() {
        var seen = wakes.get();
        var events = new ArrayList<SseEventBuilder>();
        try {
            var next = source.read(redraw.getAndSet(false), events::add);
            showLife(events);
            if (events.isEmpty() && next != Next.END) {
                goOn(next, seen);
            } else {
                run(threads.writers(), () -> write(events, next, seen));
            }
        } catch (RuntimeException e) {
            log.warn("A live page could not be kept up to date; its browser will reconnect.", e);
            run(threads.writers(), () -> emitter.completeWithError(e));
        }
    }

    /** A browser can't tell a dead link from a quiet one, unless a quiet one says something. */
    private void showLife(List<SseEventBuilder> events) {
        if (!events.isEmpty()) {
            ticks.set(0);
        } else if (ticks.get() > 0) {
            ticks.set(0);
            events.add(SseEmitter.event().data("."));
        }
    }

    private void write(List<SseEventBuilder> events, Next next, int seen) {
        try {
            for (var event : events) {
                emitter.send(event);
            }
            if (next == Next.END) {
                emitter.send(SseEmitter.event().name("end").data(""));
                emitter.complete();
            } else {
                goOn(next, seen);
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("A reader went away: {}", e.getMessage());
            emitter.completeWithError(e);
        } catch (RuntimeException e) {
            log.warn("A live page could not be drawn; its browser will reconnect.", e);
            emitter.completeWithError(e);
        }
    }

    private void goOn(Next next, int seen) {
        if (next == Next.MORE || wakes.addAndGet(-seen) > 0) {
            run(threads.readers(), this::read);
        }
    }

    private static void run(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closing) {
            log.debug("The portal is stopping: {}", closing.getMessage());
        }
    }
}
