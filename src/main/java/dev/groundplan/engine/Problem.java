package dev.groundplan.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a template's files.
 *
 * @param file relative to the template's root; null when it is about the whole template
 * @param line from 1; 0 when unknown
 * @param message what is wrong and what to do, as a sentence
 * @param fatal false for a warning
 */
public record Problem(@Nullable String file, int line, String message, boolean fatal) {
    public static Problem error(@Nullable String file, int line, String message) {
        return new Problem(file, line, message, true);
    }

    @Override
    public String toString() {
        return file == null
                ? message
                : line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
