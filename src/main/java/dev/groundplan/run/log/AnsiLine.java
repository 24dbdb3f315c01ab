package dev.groundplan.run.log;

/**
 * One line of HTML that is being written. A carriage return starts it again, as a progress bar
 * means it to.
 */
final class AnsiLine {

    private final StringBuilder html = new StringBuilder();
    private String open = "";
    private int shown;
    private char high;
    private boolean returned;

    boolean isEmpty() {
        return html.isEmpty() && high == 0;
    }

    /** Characters that were added since the line began. */
    int length() {
        return shown;
    }

    /**
     * What follows replaces what stands here; nothing follows in a line that ends with CR and LF.
     */
    void carriageReturn() {
        returned = true;
    }

    void add(char c, String classes) {
        if (returned) {
            clear();
        }
        shown++;
        if (Character.isHighSurrogate(c)) {
            dropLoneSurrogate();
            high = c;
        } else if (Character.isLowSurrogate(c)) {
            pair(c, classes);
        } else {
            dropLoneSurrogate();
            single(c, classes);
        }
    }

    /** The line as it is, complete; the next one begins empty. */
    String take() {
        dropLoneSurrogate();
        close();
        String line = html.toString();
        clear();
        return line;
    }

    private void clear() {
        html.setLength(0);
        open = "";
        shown = 0;
        high = 0;
        returned = false;
    }

    private void dropLoneSurrogate() {
        if (high != 0) {
            high = 0;
            html.append('\uFFFD');
        }
    }

    private void pair(char low, String classes) {
        int codePoint = high == 0 ? 0xFFFD : Character.toCodePoint(high, low);
        high = 0;
        enter(classes);
        html.appendCodePoint(AnsiAlphabet.allows(codePoint) ? codePoint : 0xFFFD);
    }

    private void single(char c, String classes) {
        if (c == '\b' || c == 0x07 || AnsiAlphabet.isInvisible(c)) {
            return;
        }
        enter(classes);
        switch (c) {
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '&' -> html.append("&amp;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.append(AnsiAlphabet.visible(c));
        }
    }

    private void enter(String classes) {
        if (!classes.equals(open)) {
            close();
            open = classes;
            if (!open.isEmpty()) {
                html.append("<span class=\"").append(open).append("\">");
            }
        }
    }

    private void close() {
        if (!open.isEmpty()) {
            html.append("</span>");
        }
        open = "";
    }
}
