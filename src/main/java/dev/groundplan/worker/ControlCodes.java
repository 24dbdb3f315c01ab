package dev.groundplan.worker;

/**
 * Tells terminal codes from text, one character at a time: codes do not count when a secret is
 * looked for.
 */
final class ControlCodes {

    /** Longer ones are not codes but text that follows an escape. */
    private static final int LONGEST = 4 * 1024;

    private enum In {
        TEXT,
        ESCAPE,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    private In in = In.TEXT;
    private int length;

    /**
     * Whether this character belongs to a code, or is a control character that terminals show as
     * nothing.
     */
    boolean take(char c) {
        if (in == In.TEXT) {
            return begins(c);
        }
        if (c == '\n' || ++length > LONGEST) {
            in = In.TEXT;
            return false;
        }
        goOn(c);
        return true;
    }

    private boolean begins(char c) {
        length = 0;
        switch (c) {
            case 0x1b -> in = In.ESCAPE;
            case 0x9b -> in = In.CSI;
            case 0x90, 0x98, 0x9d, 0x9e, 0x9f -> in = In.STRING;
            default -> {
                return (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
                        || c == 0x7f
                        || c == '\u200b'
                        || c == '\ufeff';
            }
        }
        return true;
    }

    private void goOn(char c) {
        switch (in) {
            case ESCAPE -> in = afterEscape(c);
            case CSI -> in = c == 0x1b ? In.ESCAPE : (c >= 0x40 && c <= 0x7e ? In.TEXT : In.CSI);
            case STRING ->
                    in =
                            c == 0x07 || c == 0x9c
                                    ? In.TEXT
                                    : (c == 0x1b ? In.STRING_ESCAPE : In.STRING);
            default -> in = c == '\\' ? In.TEXT : afterEscape(c);
        }
    }

    private static In afterEscape(char c) {
        return switch (c) {
            case '[' -> In.CSI;
            case ']', 'P', 'X', '^', '_' -> In.STRING;
            case 0x1b -> In.ESCAPE;
            default -> c >= 0x20 && c <= 0x2f ? In.ESCAPE : In.TEXT;
        };
    }
}
