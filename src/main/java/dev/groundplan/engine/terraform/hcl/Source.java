package dev.groundplan.engine.terraform.hcl;

import java.util.Arrays;

/** The text of a file, and which line an offset is on. */
final class Source {
    private final String text;
    private final int[] lineStarts;
    private final int firstLine;

    Source(String text) {
        this(text, lineStarts(text), 1);
    }

    private Source(String text, int[] lineStarts, int firstLine) {
        this.text = text;
        this.lineStarts = lineStarts;
        this.firstLine = firstLine;
    }

    /** A text that stands on one line of another file, whatever line ends it holds. */
    static Source onLine(int line, String text) {
        return new Source(text, new int[] {0}, line);
    }

    int length() {
        return text.length();
    }

    char at(int offset) {
        return offset < text.length() ? text.charAt(offset) : '\0';
    }

    int codePointAt(int offset) {
        return text.codePointAt(offset);
    }

    boolean startsWith(String prefix, int offset) {
        return text.startsWith(prefix, offset);
    }

    /** The offset of the next line end, or the end of the text. */
    int lineEnd(int offset) {
        var end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }

    int indexOf(String what, int offset) {
        return text.indexOf(what, offset);
    }

    String slice(int start, int end) {
        return text.substring(start, end);
    }

    String slice(Span span) {
        return slice(span.start(), span.end());
    }

    Span span(int start, int end) {
        return new Span(start, end, lineAt(start));
    }

    int lineAt(int offset) {
        var found = Arrays.binarySearch(lineStarts, offset);
        return firstLine + (found >= 0 ? found : -found - 2);
    }

    private static int[] lineStarts(String text) {
        var starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
        var line = 0;
        for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts[++line] = at + 1;
        }
        return starts;
    }
}
