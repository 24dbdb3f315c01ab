package dev.groundplan.engine.puppet;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puppet's quoted strings. */
final class Strings {
    private static final Map<Character, String> ESCAPES =
            Map.of(
                    'n', "\n", 't', "\t", 'r', "\r", 's', " ", '\\', "\\", '"', "\"", '\'', "'",
                    '$', "$");
    private static final Pattern COMPUTED = Pattern.compile("\\$(?:\\{|::|[A-Za-z0-9_])");

    private static final int DEEPEST = 50;

    private Strings() {}

    /** What stands between single quotes: a backslash only saves a quote or another backslash. */
    static String single(String inner) {
        return inner.replaceAll("\\\\([\\\\'])", "$1");
    }

    /** What stands between double quotes; empty when it is computed or has rare escapes. */
    static Optional<String> plain(String inner) {
        var plain = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '$' && COMPUTED.matcher(inner).region(i, inner.length()).lookingAt()) {
                return Optional.empty();
            }
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            i++;
            var meaning = i < inner.length() ? ESCAPES.get(inner.charAt(i)) : null;
            if (meaning == null) {
                return Optional.empty();
            }
            plain.append(meaning);
        }
        return Optional.of(plain.toString());
    }

    /**
     * Where what begins with a sign ends with the same sign; -1 when it does not.
     *
     * @param lines whether it may go over several
     */
    static int closing(String text, int start, boolean lines) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == text.charAt(start)) {
                return i + 1;
            }
            if (c == '\n' && !lines) {
                return -1;
            }
            i += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** Where a name with its namespaces ends; the start itself when there is none. */
    static int wordEnd(String text, int start) {
        int end = start;
        while (true) {
            int segment = text.startsWith("::", end) ? end + 2 : end;
            int at = segment;
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
            if (at == segment || segment == end && end > start) {
                return end;
            }
            end = at;
        }
    }

    private static boolean isWord(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Where a string that begins with a double quote ends; -1 when it does not. */
    static int end(String text, int start) {
        return end(text, start, 0);
    }

    private static int end(String text, int start, int within) {
        if (within > DEEPEST) {
            return -1;
        }
        int depth = 0;
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && depth == 0) {
                return i + 1;
            } else if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
                depth++;
                i++;
            } else if (depth > 0 && c == '"') {
                int inner = end(text, i, within + 1);
                if (inner < 0) {
                    return -1;
                }
                i = inner - 1;
            } else if (depth > 0 && c == '{') {
                depth++;
            } else if (depth > 0 && c == '}') {
                depth--;
            }
        }
        return -1;
    }
}
