package dev.groundplan.worker;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Progress;
import dev.groundplan.run.Run;
import dev.groundplan.run.StaleClaimException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The console of one execution: masks each line before it is kept, and passes on progress and
 * states at a pace that the database likes. A worker whose claim is stale leaves the tool to its
 * successor and writes nothing more.
 */
final class JobConsole implements Console, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobConsole.class);
    private static final int MOST_PENDING = 256;
    private static final int LONGEST = 64 * 1024;
    private final Run run;
    private final ExecutionId execution;
    private final LogWriter writer;
    private final Scrubber scrubber;
    private final Map<Stream, Scrubber.Stream> streams = new EnumMap<>(Stream.class);
    private final Map<Stream, StringBuilder> tails = new EnumMap<>(Stream.class);
    private final AtomicReference<@Nullable Progress> progress = new AtomicReference<>();
    private final AtomicReference<@Nullable Path> state = new AtomicReference<>();
    private final Consoles consoles;
    private final @Nullable Replay replay;
    private final Silence silence;
    private volatile boolean lost;

    JobConsole(
            Run run,
            ExecutionId execution,
            LogWriter writer,
            Scrubber scrubber,
            Consoles consoles) {
        this(run, execution, writer, scrubber, consoles, null);
    }

    /**
     * @param replay drops what the log has already; null for a child that is followed from its
     *     start
     */
    JobConsole(
            Run run,
            ExecutionId execution,
            LogWriter writer,
            Scrubber scrubber,
            Consoles consoles,
            @Nullable Replay replay) {
        this.replay = replay;
        this.silence = new Silence(consoles.clock());
        this.run = run;
        this.execution = execution;
        this.writer = writer;
        this.scrubber = scrubber;
        this.consoles = consoles;
    }

    @Override
    public synchronized void line(Stream stream, CharSequence text) {
        if (stream != Stream.NOTE) {
            silence.heard();
        }
        if (replay == null || stream == Stream.NOTE) {
            print(stream, text);
        } else {
            replay.line(stream, text);
        }
    }

    private void print(Stream stream, CharSequence text) {
        int from = 0;
        while (text.length() - from > LONGEST + 1) {
            int to = from + LONGEST;
            to -= Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            piece(stream, text.subSequence(from, to));
            from = to;
        }
        var rest = text.subSequence(from, text.length());
        int end = rest.length() - 1;
        if (end >= 0 && rest.charAt(end) == GOES_ON) {
            piece(stream, rest.subSequence(0, end));
        } else {
            write(stream, masking(stream).push(rest + "\n"));
        }
    }

    private Scrubber.Stream masking(Stream stream) {
        return streams.computeIfAbsent(stream, any -> scrubber.stream());
    }

    /** A secret may reach over the end of a piece, so nothing comes between it and the next. */
    private void piece(Stream stream, CharSequence text) {
        write(stream, masking(stream).push(text));
        var begun = tails.get(stream);
        if (begun != null && !begun.isEmpty()) {
            var line = begun.append(GOES_ON).toString();
            begun.setLength(0);
            keep(() -> writer.line(stream, line));
        }
    }

    /** A secret may reach over a line's end, so what comes back need not end where the line did. */
    private void write(Stream stream, String masked) {
        var tail = tails.computeIfAbsent(stream, any -> new StringBuilder()).append(masked);
        for (int end = tail.indexOf("\n"); end >= 0; end = tail.indexOf("\n")) {
            var line = tail.substring(0, end);
            keep(() -> writer.line(stream, line));
            tail.delete(0, end + 1);
        }
    }

    /** What is still held back because it may be the beginning of a secret is not in the log. */
    @Override
    public synchronized void position(Stream stream, long bytes) {
        if (replay != null) {
            replay.position(stream, bytes, this::print);
        }
        if (streams.values().stream().allMatch(Scrubber.Stream::isEmpty)) {
            keep(() -> writer.position(stream, bytes));
        } else {
            writer.heldBack();
        }
        holdUp();
    }

    /** What a tool prints is on disk: it can wait there, memory can't hold all of it. */
    private void holdUp() {
        if (writer.pending() > MOST_PENDING) {
            consoles.outages().outlast(() -> write(writer::flush));
        }
    }

    @Override
    public long known(Stream stream) {
        return replay == null ? 0 : replay.known(stream);
    }

    @Override
    public boolean workerStops() {
        return lost || consoles.signals().isStale(run) || consoles.workerStops();
    }

    @Override
    public void progress(Progress now) {
        var current = now.current() == null ? null : scrubber.scrub(now.current());
        progress.set(new Progress(now.done(), now.planned(), current));
    }

    @Override
    public void state(Path file) {
        state.set(file);
    }

    @Override
    public boolean cancelRequested() {
        return consoles.signals().cancelRequested(run);
    }

    @Override
    public boolean killRequested() {
        return consoles.signals().killRequested(run);
    }

    /** A worker that was away in between must not begin what another one has given up. */
    @Override
    public void starting() {
        consoles.signals().refuseStale(run);
    }

    @Override
    public void child(Child child) {
        keep(() -> consoles.executions().child(run, execution, child));
    }

    /** What came since the last time goes to the database. */
    void flush() {
        keep(writer::flushWhole);
        var now = progress.getAndSet(null);
        if (now != null) {
            keep(() -> consoles.progressed(run, execution, now));
        }
    }

    Silence silence() {
        return silence;
    }

    /** The state file, if it changed since the last time. */
    @Nullable Path takeState() {
        return state.getAndSet(null);
    }

    Run run() {
        return run;
    }

    ExecutionId execution() {
        return execution;
    }

    @Override
    public synchronized void close() {
        try {
            writeHeldBack();
        } finally {
            consoles.closed(this);
        }
        write(writer::flush);
        flush();
    }

    private void writeHeldBack() {
        if (replay != null) {
            replay.rest(this::print);
        }
        streams.forEach((stream, masking) -> write(stream, masking.finish()));
        tails.forEach(this::writeRest);
    }

    private void writeRest(Stream stream, StringBuilder rest) {
        if (!rest.isEmpty()) {
            keep(() -> writer.line(stream, rest.toString()));
        }
    }

    /** A tool at work must not suffer from a database that is away for a while. */
    private void keep(Runnable writing) {
        try {
            write(writing);
        } catch (DataAccessException | TransactionException e) {
            if (!Outages.passes(e)) {
                throw e;
            }
            log.debug("Kept until the database is back: {}", e.getMessage());
        }
    }

    private void write(Runnable writing) {
        if (lost) {
            return;
        }
        try {
            writing.run();
        } catch (StaleClaimException e) {
            lost = true;
            log.warn("{} What this worker's tool still prints is dropped.", e.getMessage());
        }
    }
}
