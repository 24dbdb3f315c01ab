package dev.groundplan.engine.puppet;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The comment above a class, in the form of Puppet Strings: what {@code @param} tags say. */
final class Documentation {
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*@param\\s+(?:\\[[^\\]]*\\]\\s*)?([a-z_][A-Za-z0-9_]*)\\s*(.*)");
    private static final Pattern TAG = Pattern.compile("\\s*@\\w.*");
    private static final Pattern INDENTED = Pattern.compile("\\s{2,}\\S.*");

    private Documentation() {}

    /**
     * @param line of the class
     * @param comments by line
     */
    static Map<String, String> above(int line, Map<Integer, String> comments) {
        var text = new ArrayDeque<String>();
        for (int i = line - 1; comments.containsKey(i); i--) {
            text.addFirst(comments.get(i));
        }
        var descriptions = new HashMap<String, String>();
        String name = null;
        for (var each : text) {
            name = read(each, name, descriptions);
        }
        descriptions.values().removeIf(String::isBlank);
        return descriptions;
    }

    /** Lines that are set in go on with what came before. */
    private static @Nullable String read(
            String line, @Nullable String current, Map<String, String> descriptions) {
        var parameter = PARAMETER.matcher(line);
        if (parameter.matches()) {
            descriptions.put(parameter.group(1), parameter.group(2).strip());
            return parameter.group(1);
        }
        if (current == null || TAG.matcher(line).matches() || !INDENTED.matcher(line).matches()) {
            return line.isBlank() ? current : null;
        }
        descriptions.merge(current, line.strip(), (a, b) -> (a + " " + b).strip());
        return current;
    }
}
