package dev.groundplan.run.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Terminal output as HTML: colours become a fixed set of classes, everything else becomes text or
 * nothing. Takes a stream in pieces of any size and hands out whole lines, each with its own
 * balanced tags, so that no piece can leave something open for the next. Needs memory for one line
 * only.
 *
 * <p>Sequences: ECMA-48; OSC 8 links lose their address and keep their text.
 */
public final class AnsiHtml {

    /** A longer line is handed out in pieces. */
    static final int LONGEST_LINE = 64 * 1024;

    /** A longer sequence is not one: what follows is shown as text again. */
    static final int LONGEST_SEQUENCE = 4 * 1024;

    private static final char ESC = 0x1b;

    private enum State {
        TEXT,
        ESCAPE,
        ESCAPE_REST,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    private final AnsiStyle style = new AnsiStyle();
    private final AnsiLine line = new AnsiLine();
    private final StringBuilder parameters = new StringBuilder();
    private State state = State.TEXT;
    private int length;

    /** The lines of a complete text, joined by line feeds. */
    public static String of(CharSequence text) {
        List<String> lines = new ArrayList<>();
        AnsiHtml ansi = new AnsiHtml();
        ansi.push(text, lines::add);
        ansi.finish(lines::add);
        return String.join("\n", lines);
    }

    /** Hands out every line that this piece completes. */
    public void push(CharSequence piece, Consumer<String> lines) {
        for (int i = 0; i < piece.length(); i++) {
            take(piece.charAt(i), lines);
        }
    }

    /** Hands out the unfinished line, if there is one; colours last beyond it. */
    public void finish(Consumer<String> lines) {
        if (!line.isEmpty()) {
            lines.accept(line.take());
        }
    }

    private void take(char c, Consumer<String> lines) {
        if (c == '\n') {
            state = State.TEXT;
            lines.accept(line.take());
        } else if (state == State.TEXT) {
            text(c, lines);
        } else if (++length > LONGEST_SEQUENCE) {
            state = State.TEXT;
        } else {
            sequence(c, lines);
        }
    }

    private void text(char c, Consumer<String> lines) {
        switch (c) {
            case ESC -> begin(State.ESCAPE);
            case 0x9b -> begin(State.CSI);
            case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> begin(State.STRING);
            case '\r' -> line.carriageReturn();
            default -> character(c, lines);
        }
    }

    private void character(char c, Consumer<String> lines) {
        line.add(c, style.classes());
        if (line.length() >= LONGEST_LINE) {
            lines.accept(line.take());
        }
    }

    private void begin(State next) {
        state = next;
        length = 0;
        parameters.setLength(0);
    }

    private void sequence(char c, Consumer<String> lines) {
        switch (state) {
            case ESCAPE -> escape(c);
            case ESCAPE_REST -> rest(c);
            case CSI -> csi(c, lines);
            case STRING -> string(c);
            default -> stringEscape(c);
        }
    }

    private void escape(char c) {
        switch (c) {
            case '[' -> state = State.CSI;
            case ']', 'P', 'X', '^', '_' -> state = State.STRING;
            case ESC -> length = 0;
            default -> state = c >= 0x20 && c <= 0x2f ? State.ESCAPE_REST : State.TEXT;
        }
    }

    private void rest(char c) {
        if (c < 0x20 || c > 0x2f) {
            state = State.TEXT;
        }
    }

    private void csi(char c, Consumer<String> lines) {
        if (c >= 0x20 && c <= 0x3f) {
            parameters.append(c);
        } else if (c == ESC) {
            begin(State.ESCAPE);
        } else {
            state = State.TEXT;
            if (c == 'm') {
                style.apply(parameters);
            } else if (c < 0x20 || c > 0x7e) {
                text(c, lines);
            }
        }
    }

    private void string(char c) {
        if (c == 0x07 || c == 0x9c) {
            state = State.TEXT;
        } else if (c == ESC) {
            state = State.STRING_ESCAPE;
        }
    }

    private void stringEscape(char c) {
        if (c == '\\') {
            state = State.TEXT;
        } else {
            begin(State.ESCAPE);
            escape(c);
        }
    }
}
