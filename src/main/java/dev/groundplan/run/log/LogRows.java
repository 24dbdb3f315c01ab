package dev.groundplan.run.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns chunks of a log into rows of a page, in order. Keeps the colours of each stream from one
 * chunk to the next.
 */
public final class LogRows {

    /** So that the browser can drop old rows in small portions. */
    private static final int ROWS_PER_GROUP = 250;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private final Map<String, AnsiHtml> streams = new HashMap<>();

    /**
     * Some lines that were stored together.
     *
     * @param stream such as "OUT" or "ERR", with the execution if several write at once
     * @param firstLine number of the first line, from 1
     * @param heading what begins here, such as "Plan · terraform"; null when it goes on
     * @param text lines joined by line feeds, none after the last
     */
    public record Chunk(
            long seq,
            String stream,
            boolean error,
            long firstLine,
            Instant at,
            @Nullable String heading,
            String text) {}

    /** The rows of these chunks. */
    public LogHtml rows(List<Chunk> chunks) {
        StringBuilder html = new StringBuilder();
        chunks.forEach(chunk -> write(chunk, html));
        return new LogHtml(html.toString());
    }

    private void write(Chunk chunk, StringBuilder html) {
        if (chunk.heading() != null) {
            html.append("<h3 class=\"log-part\" data-seq=\"").append(chunk.seq()).append("\">");
            html.append(AnsiHtml.of(chunk.heading())).append("</h3>");
        }
        List<String> lines = new ArrayList<>();
        AnsiHtml ansi = streams.computeIfAbsent(chunk.stream(), name -> new AnsiHtml());
        for (String line : chunk.text().split("\n", -1)) {
            lines.add(row(ansi, line));
        }
        for (int from = 0; from < lines.size(); from += ROWS_PER_GROUP) {
            group(chunk, lines, from, Math.min(from + ROWS_PER_GROUP, lines.size()), html);
        }
    }

    /** One line is one row, however long: rows are counted as lines are. */
    private static String row(AnsiHtml ansi, String line) {
        StringBuilder row = new StringBuilder();
        ansi.push(line, row::append);
        ansi.push("\n", row::append);
        return row.toString();
    }

    /**
     * A full group says so: the browser then knows its height and lays it out only when it is
     * looked at.
     */
    private static void group(
            Chunk chunk, List<String> lines, int from, int to, StringBuilder html) {
        String time = CLOCK.format(chunk.at().atOffset(ZoneOffset.UTC));
        html.append("<div class=\"c").append(to - from == ROWS_PER_GROUP ? " full" : "");
        html.append("\" data-seq=\"").append(chunk.seq()).append("\">");
        for (int i = from; i < to; i++) {
            row(chunk, chunk.firstLine() + i, time, lines.get(i), html);
        }
        html.append("</div>");
    }

    private static void row(
            Chunk chunk, long number, String time, String text, StringBuilder html) {
        html.append("<div class=\"l").append(LogLevel.of(text).css());
        html.append(chunk.error() ? " e" : "").append("\" id=\"L").append(number);
        html.append("\"><a href=\"#L").append(number).append("\">").append(number);
        html.append("</a><time>").append(time).append("</time><span>").append(text);
        html.append("</span></div>");
    }
}
