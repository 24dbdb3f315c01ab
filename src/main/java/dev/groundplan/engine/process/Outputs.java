package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.unit.DataSize;

/** Opens the files that children print to, and keeps them short while nobody reads them. */
final class Outputs {
    private static final Logger log = LoggerFactory.getLogger(Outputs.class);
    private static final int GUARD_MILLIS = 50;

    private final DataSize limit;
    private final ScheduledThreadPoolExecutor guard;

    /**
     * @param limit of one command's output, in both streams together
     */
    Outputs(DataSize limit) {
        this.limit = limit;
        var threads = new CustomizableThreadFactory("output-guard-");
        threads.setDaemon(true);
        this.guard = new ScheduledThreadPoolExecutor(1, threads);
        guard.setRemoveOnCancelPolicy(true);
        guard.setKeepAliveTime(1, TimeUnit.SECONDS);
        guard.allowCoreThreadTimeOut(true);
    }

    /** Both streams of one child, followed until they are closed. */
    record Output(Tail out, Tail err, Future<?> guarded) implements Closeable {
        List<Tail> tails() {
            return List.of(out, err);
        }

        @Override
        public void close() throws IOException {
            guarded.cancel(false);
            out.close();
            err.close();
        }
    }

    /**
     * @param out where the command's own output begins
     */
    Output follow(Control control, long out, long err, Console console, LineHandler handler)
            throws IOException {
        var budget = new Budget(limit.toBytes(), () -> note(console));
        return guarded(
                follow(control.out(), out, Stream.OUT, console, handler, budget),
                follow(control.err(), err, Stream.ERR, console, handler, budget));
    }

    Output collect(Control control, Collected out, Collected err) throws IOException {
        var budget = new Budget(limit.toBytes(), out::overflow);
        return guarded(
                new Tail(control.out(), 0, out, budget), new Tail(control.err(), 0, err, budget));
    }

    private static Tail follow(
            Path file,
            long position,
            Stream stream,
            Console console,
            LineHandler handler,
            Budget budget)
            throws IOException {
        var lines =
                new Lines(
                        position,
                        console.known(stream),
                        (text, end) -> {
                            handler.line(stream, text);
                            console.position(stream, end);
                        });
        return new Tail(file, position, lines, budget);
    }

    private void note(Console console) {
        console.line(
                Stream.NOTE,
                "It printed more than "
                        + limit.toMegabytes()
                        + " MB. Of the rest only the end is kept.");
    }

    private Output guarded(Tail out, Tail err) {
        Runnable look =
                () -> {
                    bound(out);
                    bound(err);
                };
        var guarded =
                guard.scheduleWithFixedDelay(
                        look, GUARD_MILLIS, GUARD_MILLIS, TimeUnit.MILLISECONDS);
        return new Output(out, err, guarded);
    }

    private static void bound(Tail tail) {
        try {
            tail.bound();
        } catch (ClosedChannelException e) {
            log.trace("Nobody follows it any more.", e);
        } catch (IOException e) {
            log.warn("The output of a tool can't be kept short: {}", e.getMessage());
        }
    }
}
