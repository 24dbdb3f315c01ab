package dev.groundplan.engine.terraform;

/** The few colours of the log; the page turns them into its own. */
final class Ansi {
    private static final String END = "\u001b[0m";

    private Ansi() {}

    static String bold(String text) {
        return "\u001b[1m" + text + END;
    }

    static String dim(String text) {
        return "\u001b[2m" + text + END;
    }

    static String red(String text) {
        return "\u001b[31m" + text + END;
    }

    static String green(String text) {
        return "\u001b[32m" + text + END;
    }

    static String yellow(String text) {
        return "\u001b[33m" + text + END;
    }

    static String cyan(String text) {
        return "\u001b[36m" + text + END;
    }
}
