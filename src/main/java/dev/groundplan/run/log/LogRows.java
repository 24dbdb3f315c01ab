package dev.groundplan.run.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
        Group group = new Group(chunk, html);
        AnsiHtml ansi = streams.computeIfAbsent(chunk.stream(), name -> new AnsiHtml());
        ansi.push(chunk.text(), group::row);
        ansi.push("\n", group::row);
        group.close();
    }

    private static final class Group {

        private final Chunk chunk;
        private final StringBuilder html;
        private final String time;
        private int rows;

        Group(Chunk chunk, StringBuilder html) {
            this.chunk = chunk;
            this.html = html;
            this.time = CLOCK.format(chunk.at().atOffset(ZoneOffset.UTC));
        }

        void row(String text) {
            if (rows % ROWS_PER_GROUP == 0) {
                html.append(rows == 0 ? "" : "</div>").append("<div class=\"c\" data-seq=\"");
                html.append(chunk.seq()).append("\">");
            }
            long number = chunk.firstLine() + rows++;
            html.append("<div class=\"l")
                    .append(LogLevel.of(text).css())
                    .append(chunk.error() ? " e" : "");
            html.append("\" id=\"L")
                    .append(number)
                    .append("\"><a href=\"#L")
                    .append(number)
                    .append("\">");
            html.append(number).append("</a><time>").append(time).append("</time><span>");
            html.append(text).append("</span></div>");
        }

        void close() {
            html.append(rows == 0 ? "" : "</div>");
        }
    }
}
