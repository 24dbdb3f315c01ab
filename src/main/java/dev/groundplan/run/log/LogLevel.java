package dev.groundplan.run.log;

import com.google.re2j.Pattern;

/** A guess from the words of a line: good enough to jump to, never to decide on. */
enum LogLevel {
    ERROR(" x"),
    WARNING(" w"),
    PLAIN("");

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern BAD =
            Pattern.compile(
                    "(?i)^[\\s│╷|]*(error|fatal|failed|failure|exception)\\b|\\bERROR\\b|\\bfatal:|FAILED!|^E:");
    private static final Pattern WARN =
            Pattern.compile("(?i)^[\\s│╷|]*(warning|warn|deprecat\\w+)\\b|\\bWARN(ING)?\\b");
    private static final int LOOKED_AT = 400;

    private final String css;

    LogLevel(String css) {
        this.css = css;
    }

    String css() {
        return css;
    }

    static LogLevel of(String html) {
        String text =
                TAG.matcher(html.substring(0, Math.min(LOOKED_AT, html.length()))).replaceAll("");
        if (BAD.matcher(text).find()) {
            return ERROR;
        }
        return WARN.matcher(text).find() ? WARNING : PLAIN;
    }
}
