package dev.groundplan.run.web;

import dev.groundplan.identity.People;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.EventStream;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.log.LogAppended;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Keeps the open streams of live pages going: told by events of this process after their commit,
 * and looking by themselves every second, because another node may have done the work.
 */
@Component
class LiveStreams implements DisposableBean {
    private static final int READERS = 8;
    private static final int PER_PERSON = 30;
    private static final int LOOK_MILLIS = 1000;
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService readers =
            Executors.newFixedThreadPool(READERS, new CustomizableThreadFactory("live-read-"));
    private final ExecutorService writers =
            Executors.newCachedThreadPool(new CustomizableThreadFactory("live-write-"));
    private volatile boolean closing;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    new CustomizableThreadFactory("live-clock-"));

    LiveStreams() {
        clock.scheduleWithFixedDelay(
                this::lookAll, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Subscribes first and reads second, so nothing falls into the gap between. */
    private void open(LiveStream stream) {
        open.add(stream);
        stream.whenClosed(() -> open.remove(stream));
        stream.wake(false);
        if (closing) {
            stream.end();
        }
    }

    /** A stream that draws one board again whenever any run moved. */
    SseEmitter board(Viewer viewer, People people, Function<Viewer, ModelAndView> board) {
        return follow(viewer, new BoardSource(people, viewer.id(), touched -> true, board));
    }

    /**
     * @throws ResponseStatusException when the person has too many streams open already
     */
    SseEmitter follow(Viewer viewer, LiveStream.LiveSource source) {
        if (count(viewer.username()) >= PER_PERSON) {
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many live pages are open. Close some of them.");
        }
        var emitter = new EventStream(0L);
        var threads = new LiveStream.Threads(readers, writers);
        open(new LiveStream(emitter, source, viewer.username(), threads));
        return emitter;
    }

    private int count(String owner) {
        return (int) open.stream().filter(stream -> stream.owner().equals(owner)).count();
    }

    @TransactionalEventListener
    void appended(LogAppended log) {
        open.stream()
                .filter(stream -> stream.isAbout(log.run()))
                .forEach(stream -> stream.wake(false));
    }

    @TransactionalEventListener
    void touched(RunTouched touched) {
        open.stream()
                .filter(stream -> stream.isAbout(touched))
                .forEach(stream -> stream.wake(true));
    }

    private void lookAll() {
        open.forEach(LiveStream::tick);
    }

    /**
     * Ends all streams before the server waits for its requests to finish; browsers come back by
     * themselves.
     */
    @EventListener
    void closing(ContextClosedEvent event) {
        closing = true;
        clock.shutdownNow();
        open.forEach(LiveStream::end);
    }

    @Override
    public void destroy() {
        readers.shutdown();
        writers.shutdown();
    }
}
