package dev.groundplan.run.log;

import dev.groundplan.engine.Console;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chunks, one after the other, as text: lines that were stored in pieces are whole again. */
public final class LogText {
    static final String GOES_ON = String.valueOf(Console.GOES_ON);
    private @Nullable LogChunk last;

    /** The chunk's text, after the line end that belongs before it. */
    public String next(LogChunk chunk) {
        var before = last == null || goesOn(last, chunk) ? "" : "\n";
        last = chunk;
        return before + whole(chunk.text());
    }

    /** The last line end. */
    public String end() {
        return last == null ? "" : "\n";
    }

    static String whole(String text) {
        return text.replace(GOES_ON + "\n", "").replace(GOES_ON, "");
    }

    private static boolean goesOn(LogChunk last, LogChunk chunk) {
        return last.text().endsWith(GOES_ON)
                && last.stream().equals(chunk.stream())
                && Objects.equals(last.executionId(), chunk.executionId());
    }
}
