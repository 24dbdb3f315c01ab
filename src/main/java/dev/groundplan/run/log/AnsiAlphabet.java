package dev.groundplan.run.log;

import dev.groundplan.engine.Console;

/**
 * Which characters a log page may hold: nothing that controls, hides or turns the text around it.
 */
final class AnsiAlphabet {

    private AnsiAlphabet() {}

    /** A sign that stands for a control character, or the character itself. */
    static char visible(char c) {
        if (c == '\t') {
            return c;
        }
        if (c < 0x20) {
            return (char) (0x2400 + c);
        }
        if (c == 0x7f) {
            return '\u2421';
        }
        if (c == Console.GOES_ON) {
            return '\u21A9';
        }
        return allows(c) ? c : '\uFFFD';
    }

    /** Shown as nothing by browsers, so dropped: it could only hide something. */
    static boolean isInvisible(char c) {
        return c == '\uFEFF' || c == '\u00AD' || (c >= '\u200B' && c <= '\u200D') || c == '\u2060';
    }

    static boolean allows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE ->
                    codePoint == '\t';
            default -> true;
        };
    }
}
