package dev.groundplan.worker;

import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.run.Run;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.RunLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the masked lines of one execution and appends them to the run's log in numbered chunks.
 * Flushed by the clock of {@link Consoles}, or when a lot has come together: a transaction for each
 * chunk would hold up a tool that prints fast.
 */
final class LogWriter {
    private static final int LIMIT = 32 * 1024;
    private static final int TOGETHER = 16;
    private static final int MOST_SKIPPED = 5;
    private final RunLog log;
    private final Clock clock;
    private final Run run;
    private final ExecutionId execution;
    private final String step;
    private final Phase phase;
    private final Map<Stream, Long> positions = new EnumMap<>(Stream.class);
    private final List<LogChunk> pending = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private RunLog.Position next;
    private @Nullable Stream stream;
    private int lines;
    private boolean moved;
    // lines were printed whose position is not known yet: a moment, unless something is broken
    private boolean open;
    private int skipped;
    // whether the last write was kept is not known: its commit may have lost its answer
    private boolean uncertain;

    LogWriter(RunLog log, Clock clock, Run run, ExecutionId execution, String step, Phase phase) {
        this(log, clock, run, execution, step, phase, new RunLog.Offsets(0, 0));
    }

    /**
     * @param known what is in the log already
     */
    LogWriter(
            RunLog log,
            Clock clock,
            Run run,
            ExecutionId execution,
            String step,
            Phase phase,
            RunLog.Offsets known) {
        this.log = log;
        this.clock = clock;
        this.run = run;
        this.execution = execution;
        this.step = step;
        this.phase = phase;
        this.next = log.position(run.id());
        positions.put(Stream.OUT, known.out());
        positions.put(Stream.ERR, known.err());
    }

    synchronized void line(Stream from, CharSequence line) {
        if (stream != from || text.length() >= LIMIT) {
            closeChunk();
        }
        stream = from;
        text.append(lines == 0 ? "" : "\n").append(line);
        lines++;
        open |= from != Stream.NOTE;
        if (text.length() >= LIMIT) {
            closeChunk();
        }
    }

    synchronized void position(Stream of, long bytes) {
        moved |= positions.merge(of, bytes, Math::max) == bytes;
        open = false;
        if (pending.size() >= TOGETHER) {
            flush();
        }
    }

    /** The position can't be told yet, because a part of the last line is held back. */
    synchronized void heldBack() {
        open = false;
    }

    /**
     * Like {@link #flush}, but leaves lines alone for a moment whose position comes right after
     * them: who goes on with this log later would print them once more.
     */
    synchronized void flushWhole() {
        if (open && skipped < MOST_SKIPPED) {
            skipped++;
            return;
        }
        skipped = 0;
        flush();
    }

    /** Chunks, of up to 32 kB each, that could not be written yet. */
    synchronized int pending() {
        return pending.size();
    }

    /** What came until now is in the database afterwards. */
    synchronized void flush() {
        closeChunk();
        if (pending.isEmpty() && !moved) {
            return;
        }
        if (uncertain) {
            int next = log.position(run.id()).nextSeq();
            pending.removeIf(chunk -> chunk.seq() < next);
        }
        uncertain = true;
        log.append(
                run,
                execution,
                List.copyOf(pending),
                new RunLog.Offsets(
                        positions.getOrDefault(Stream.OUT, 0L),
                        positions.getOrDefault(Stream.ERR, 0L)));
        uncertain = false;
        pending.clear();
        moved = false;
    }

    private void closeChunk() {
        if (lines == 0 || stream == null) {
            return;
        }
        pending.add(
                new LogChunk(
                        run.id().value(),
                        next.nextSeq(),
                        execution.value(),
                        step,
                        phase.name(),
                        stream.name(),
                        clock.instant(),
                        next.nextLine(),
                        lines,
                        text.toString()));
        next = new RunLog.Position(next.nextSeq() + 1, next.nextLine() + lines);
        text.setLength(0);
        lines = 0;
    }
}
