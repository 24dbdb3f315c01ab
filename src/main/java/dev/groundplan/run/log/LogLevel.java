package dev.groundplan.run.log;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** A guess from the words of a line: good enough to jump to, never to decide on. */
enum LogLevel {
    ERROR(" x"),
    WARNING(" w"),
    PLAIN("");

    /** Most lines hold none of these, and every reader of a log has every line looked at. */
    private static final List<String> HINTS =
            List.of("error", "fatal", "fail", "exception", "e:", "warn", "deprecat");

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
        String text = withoutTags(html.substring(0, Math.min(LOOKED_AT, html.length())));
        String lower = text.toLowerCase(Locale.ROOT);
        if (HINTS.stream().noneMatch(lower::contains)) {
            return PLAIN;
        }
        if (BAD.matcher(text).find()) {
            return ERROR;
        }
        return WARN.matcher(text).find() ? WARNING : PLAIN;
    }

    private static String withoutTags(String html) {
        var text = new StringBuilder(html.length());
        int at = 0;
        for (int open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
            int close = html.indexOf('>', open);
            if (close < 0) {
                break;
            }
            text.append(html, at, open);
            at = close + 1;
        }
        return text.append(html, at, html.length()).toString();
    }
}
