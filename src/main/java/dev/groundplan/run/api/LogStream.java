package dev.groundplan.run.api;

import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.log.PlainLines;
import dev.groundplan.run.log.RunLog;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends one reader the log of one run from a position on, and after the last line of an ended run
 * how it ended. Other nodes' lines come with the next look, a second later at most.
 */
class LogStream implements Runnable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_SIGN_OF_LIFE = 15;
    private static final int CHUNKS = 200;
    private final SseEmitter reader;
    private final RunId run;
    private final RunService runs;
    private final RunLog log;
    private final BooleanSupplier allowed;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopped;
    private int seq;

    /**
     * @param allowed whether the reader may still read; asked every second
     */
    LogStream(SseEmitter reader, Source source, int after, BooleanSupplier allowed) {
        this.reader = reader;
        this.run = source.run();
        this.runs = source.runs();
        this.log = source.log();
        this.seq = after;
        this.allowed = allowed;
        reader.onCompletion(this::stop);
        reader.onTimeout(this::stop);
        reader.onError(gone -> stop());
    }

    /** What is read. */
    record Source(RunId run, RunService runs, RunLog log) {}

    void wake() {
        news.release();
    }

    void stop() {
        stopped = true;
        news.release();
    }

    @Override
    public void run() {
        try {
            follow();
            reader.complete();
        } catch (IOException | IllegalStateException gone) {
            reader.completeWithError(gone);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            reader.complete();
        } catch (RuntimeException failed) {
            reader.completeWithError(failed);
        }
    }

    private void follow() throws IOException, InterruptedException {
        for (int look = 1; !stopped && allowed.getAsBoolean(); look++) {
            // Asked before the lines are read: what an ended run printed is all there.
            var ended = runs.get(run).status().isFinal();
            sendLines();
            if (ended) {
                reader.send(SseEmitter.event().name("end").data(runs.get(run).status().name()));
                return;
            }
            if (look % LOOKS_PER_SIGN_OF_LIFE == 0) {
                reader.send(SseEmitter.event().comment(""));
            }
            if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }
    }

    private void sendLines() throws IOException {
        for (var chunks = log.after(run, seq, CHUNKS);
                !chunks.isEmpty() && !stopped;
                chunks = log.after(run, seq, CHUNKS)) {
            for (var chunk : chunks) {
                reader.send(
                        SseEmitter.event()
                                .id(String.valueOf(chunk.seq()))
                                .name("log")
                                .data(data(chunk.text()), MediaType.TEXT_PLAIN));
                seq = chunk.seq();
            }
        }
    }

    /** A reader takes one space away where a line begins with one (HTML Standard, 9.2.6). */
    private static String data(String text) {
        return " " + PlainLines.of(text).replace("\n", "\n ");
    }
}
