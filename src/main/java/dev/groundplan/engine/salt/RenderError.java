package dev.groundplan.engine.salt;

import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What Salt says of an SLS that it can't make states of.
 *
 * @param sls by its name; empty when it names none
 * @param line from 1; 0 when it names none
 * @param message its own words, without what they are wrapped in
 * @param certain false when it may come from the values instead of from the SLS
 */
record RenderError(String sls, int line, String message, boolean certain) {
    private static final Pattern FAILED =
            Pattern.compile(
                    "Rendering SLS '?(?:[^':]*:)?([\\w.-]+)'? failed[:,] (?:render error: )?");
    private static final Pattern UNKNOWN =
            Pattern.compile("State '([\\w.-]+)' was not found in SLS '([\\w.-]+)'");
    private static final Pattern NAMED = Pattern.compile("in SLS '(?:[^':]*:)?([\\w.-]+)'");
    private static final Pattern LINE = Pattern.compile("(?:; line |>\", line )(\\d+)");
    private static final Pattern PREFIX =
            Pattern.compile("^Jinja (?:syntax error|error|variable):? ");

    static List<RenderError> all(JsonNode errors) {
        return errors.valueStream()
                .map(error -> error.asString(""))
                .filter(error -> !error.startsWith("Reason: "))
                .map(RenderError::of)
                .toList();
    }

    private static RenderError of(String text) {
        var unknown = UNKNOWN.matcher(text);
        if (unknown.find()) {
            var message = "Salt knows no state " + unknown.group(1) + ".";
            return new RenderError(unknown.group(2), 0, message, true);
        }
        var failed = FAILED.matcher(text);
        boolean rendering = failed.find();
        var rest = rendering ? text.substring(failed.end()) : text;
        var named = NAMED.matcher(text);
        var sls = rendering ? failed.group(1) : named.find() ? named.group(1) : "";
        var line = LINE.matcher(rest);
        int number = line.find() ? Integer.parseInt(line.group(1)) : 0;
        boolean certain = !rest.startsWith("Jinja error") && !rest.startsWith("Jinja variable");
        return new RenderError(sls, number, words(rest), certain);
    }

    /** Up to the excerpt or the trace that follows. */
    private static String words(String text) {
        return PREFIX.matcher(text)
                .replaceFirst("")
                .replaceFirst("; line \\d+.*", "")
                .lines()
                .takeWhile(line -> !line.matches("\\s.*|---|Traceback .*|"))
                .collect(Collectors.joining(", "));
    }

    String sentence() {
        return sls.isEmpty()
                ? "Salt can't read the states: " + message
                : "Salt can't read the SLS "
                        + sls
                        + (line > 0 ? ", line " + line : "")
                        + ": "
                        + message;
    }

    /**
     * @param root the template's folder
     */
    Problem problem(Path root, Sls applied) {
        var file = applied.file(root, sls);
        var where = file.orElse(applied.file(root, applied.name()).orElse(null));
        var words =
                certain
                        ? message
                        : "With values made up for a trial, it can't be rendered: " + message;
        return new Problem(
                where, line > 0 ? line : lineOfState(root, file.orElse("")), words, certain);
    }

    /** Where an unknown state is named: Salt tells only in which SLS. */
    private int lineOfState(Path root, String file) {
        var state = message.replaceFirst("^Salt knows no state (.*)\\.$", "$1");
        if (file.isEmpty() || state.equals(message)) {
            return 0;
        }
        try {
            var lines = Files.readAllLines(root.resolve(file));
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(state)) {
                    return i + 1;
                }
            }
        } catch (IOException unreadable) {
            // then it has no line
        }
        return 0;
    }
}
