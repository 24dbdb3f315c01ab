package dev.groundplan.run.log;

import java.util.List;

/** HTML of log rows. Only {@link LogRows} makes it, so the page may print it as it is. */
public final class LogHtml {

    private final String html;

    LogHtml(String html) {
        this.html = html;
    }

    /** A window with these chunks, oldest first. */
    public static LogHtml of(List<LogRows.Chunk> chunks) {
        return new LogRows().rows(chunks);
    }

    public boolean isEmpty() {
        return html.isEmpty();
    }

    @Override
    public String toString() {
        return html;
    }
}
