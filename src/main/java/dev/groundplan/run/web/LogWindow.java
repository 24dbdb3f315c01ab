package dev.groundplan.run.web;

import dev.groundplan.run.Removals;
import dev.groundplan.run.Run;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.LogHtml;
import dev.groundplan.run.log.LogRows;
import dev.groundplan.run.log.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A window of a run's log: the newest lines, or those around a number. */
@Component
class LogWindow {
    private static final int LINES = 500;
    private static final int LONGEST = 1 << 20;
    private final RunLog log;
    private final Removals removals;

    LogWindow(RunLog log, Removals removals) {
        this.log = log;
        this.removals = removals;
    }

    /** The newest lines; the live stream goes on after them. */
    LogView newest(Run run) {
        var end = log.countLines(run.id());
        return window(run, Math.max(1, end - LINES + 1), end);
    }

    /**
     * The lines before a number.
     *
     * @param line the first that is not shown; null for the newest
     */
    LogView before(Run run, @Nullable Integer line) {
        var end = line == null ? log.countLines(run.id()) : Math.max(0, line - 1);
        return window(run, Math.max(1, end - LINES + 1), end);
    }

    private LogView window(Run run, int first, int last) {
        var removed = removals.log(run.id());
        return removed.isPresent()
                ? window(run, 1, 0, removed.get())
                : window(run, first, last, nothing(run));
    }

    private static String nothing(Run run) {
        return run.status().isFinal() ? "Nothing was printed." : "No output yet.";
    }

    private LogView window(Run run, int first, int last, String emptySentence) {
        var chunks =
                last < first
                        ? List.<LogChunk>of()
                        : newest(cut(log.lines(run.id(), first, last), first, last));
        var shown = chunks.isEmpty() ? first : chunks.get(0).firstLine();
        var total = last < first ? 0 : log.countLines(run.id());
        var base = "/runs/" + run.id() + "/log";
        return new LogView(
                LogHtml.of(rows(chunks, null)),
                chunks.isEmpty() ? 0 : chunks.get(chunks.size() - 1).seq(),
                chunks.isEmpty() ? 0 : shown,
                chunks.isEmpty() ? 0 : last,
                shown > 1 ? base + "?before=" + shown : null,
                last < total ? base + "?before=" + (last + LINES + 1) : null,
                base,
                base + "/raw",
                !run.status().isFinal(),
                emptySentence);
    }

    /** Lines can be so long that a page of them would be too much for a browser. */
    private static List<LogChunk> newest(List<LogChunk> chunks) {
        int first = chunks.size();
        for (int length = 0; first > 0 && length < LONGEST; ) {
            length += chunks.get(--first).text().length();
        }
        return chunks.subList(first, chunks.size());
    }

    /** The chunks at both ends may hold lines outside of the window. */
    private static List<LogChunk> cut(List<LogChunk> chunks, int first, int last) {
        var cut = new ArrayList<LogChunk>();
        for (var chunk : chunks) {
            var skip = Math.max(0, first - chunk.firstLine());
            var end = Math.min(chunk.lines(), last - chunk.firstLine() + 1);
            var lines = chunk.text().split("\n", -1);
            var kept =
                    List.of(lines)
                            .subList(Math.min(skip, lines.length), Math.min(end, lines.length));
            cut.add(
                    new LogChunk(
                            chunk.runId(),
                            chunk.seq(),
                            chunk.executionId(),
                            chunk.step(),
                            chunk.phase(),
                            chunk.stream(),
                            chunk.at(),
                            chunk.firstLine() + skip,
                            kept.size(),
                            String.join("\n", kept)));
        }
        return cut;
    }

    /**
     * Chunks as rows, with a heading where a phase begins.
     *
     * @param before the chunk that came before them; null at the start of the window
     */
    static List<LogRows.Chunk> rows(List<LogChunk> chunks, @Nullable LogChunk before) {
        var rows = new ArrayList<LogRows.Chunk>();
        @Nullable LogChunk previous = before;
        for (var chunk : chunks) {
            rows.add(
                    new LogRows.Chunk(
                            chunk.seq(),
                            chunk.executionId() + chunk.stream(),
                            chunk.stream().equals("ERR"),
                            chunk.firstLine(),
                            chunk.at(),
                            begins(previous, chunk) ? heading(chunk) : null,
                            chunk.text()));
            previous = chunk;
        }
        return rows;
    }

    private static boolean begins(@Nullable LogChunk previous, LogChunk chunk) {
        return previous == null
                || !java.util.Objects.equals(previous.executionId(), chunk.executionId());
    }

    /** "Plan · site". */
    private static String heading(LogChunk chunk) {
        var phase = chunk.phase().charAt(0) + chunk.phase().substring(1).toLowerCase(Locale.ROOT);
        return chunk.step() == null ? phase : phase + " · " + chunk.step();
    }
}
