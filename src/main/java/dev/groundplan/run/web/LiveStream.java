package dev.groundplan.run.web;

import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open stream of one page. At most one thread at a time pumps it; a slow reader holds up nobody
 * else.
 */
final class LiveStream {
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final int HEARTBEAT_TICKS = 15;
    private final SseEmitter emitter;
    private final LiveSource source;
    private final String owner;
    private final AtomicInteger wakes = new AtomicInteger(1);
    private final AtomicBoolean redraw = new AtomicBoolean();
    private final AtomicInteger ticks = new AtomicInteger();

    LiveStream(SseEmitter emitter, LiveSource source, String owner) {
        this.emitter = emitter;
        this.source = source;
        this.owner = owner;
    }

    /** What a stream tells. */
    interface LiveSource {
        boolean isAbout(RunId run);

        boolean isAbout(RunTouched touched);

        /** Sends what is new; false when there will never be anything more. */
        boolean send(SseEmitter emitter, boolean redraw) throws IOException;
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

    /** Whether the caller has to have it pumped. */
    boolean wake(boolean withFragments) {
        if (withFragments) {
            redraw.set(true);
        }
        return wakes.getAndIncrement() == 0;
    }

    void tick() {
        ticks.incrementAndGet();
    }

    void pump() {
        try {
            int seen;
            do {
                seen = wakes.get();
                if (!source.send(emitter, redraw.getAndSet(false))) {
                    emitter.send(SseEmitter.event().name("end").data(""));
                    emitter.complete();
                    return;
                }
                heartbeat();
            } while (wakes.addAndGet(-seen) > 0);
        } catch (IOException | IllegalStateException e) {
            log.debug("A reader went away: {}", e.getMessage());
            emitter.completeWithError(e);
        } catch (RuntimeException e) {
            log.warn("A live page could not be kept up to date; its browser will reconnect.", e);
            emitter.completeWithError(e);
        }
    }

    private void heartbeat() throws IOException {
        if (ticks.get() >= HEARTBEAT_TICKS) {
            ticks.set(0);
            emitter.send(SseEmitter.event().comment(""));
        }
    }

    void end() {
        emitter.complete();
    }
}
