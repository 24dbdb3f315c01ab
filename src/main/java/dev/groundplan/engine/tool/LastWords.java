package dev.groundplan.engine.tool;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.process.Exit;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a tool printed: often the only reason that it gives. */
public final class LastWords {
    private static final int MOST = 8;
    private final String tool;
    private final Deque<String> lines = new ArrayDeque<>();

    /**
     * @param tool as people call it
     */
    public LastWords(String tool) {
        this.tool = tool;
    }

    public void add(String text) {
        if (!text.isBlank()) {
            lines.add(text.replace(Console.GOES_ON, ' ').strip());
        }
        if (lines.size() > MOST) {
            lines.remove();
        }
    }

    /**
     * Why it ended, in a sentence.
     *
     * @param phase what it was doing, such as "apply"
     * @param reason what it says itself when it ended by itself; empty when it says nothing
     */
    public String reason(String phase, Exit exit, String reason) {
        var what = tool + "'s " + phase;
        return switch (exit.cause()) {
            case TIMED_OUT -> what + " took longer than its time limit and was killed.";
            case SILENT -> what + " printed nothing for too long and was killed.";
            case CANCELED -> what + " was stopped on request.";
            case KILLED -> what + " was killed before its end.";
            case ENDED -> reason.isEmpty() ? ended(what, exit.code()) : reason;
        };
    }

    private String ended(String what, int code) {
        var words = String.join(" ", lines).strip();
        return what + " ended with exit code " + code + (words.isEmpty() ? "." : ": " + words);
    }
}
