package dev.groundplan.engine.tool;

/** The few colours of the log; the page turns them into its own. */
public final class Ansi {
    private static final String END = "\u001b[0m";

    private Ansi() {}

    public static String bold(String text) {
        return "\u001b[1m" + text + END;
    }

    public static String dim(String text) {
        return "\u001b[2m" + text + END;
    }

    public static String red(String text) {
        return "\u001b[31m" + text + END;
    }

    public static String green(String text) {
        return "\u001b[32m" + text + END;
    }

    public static String yellow(String text) {
        return "\u001b[33m" + text + END;
    }

    public static String cyan(String text) {
        return "\u001b[36m" + text + END;
    }
}
