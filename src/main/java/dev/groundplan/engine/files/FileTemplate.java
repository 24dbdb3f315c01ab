package dev.groundplan.engine.files;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A text file with placeholders: {@code ${{ parameters.x }}}, {@code ${{ each parameters.list as
 * item }}}, {@code ${{ if parameters.x }}}, {@code ${{ end }}}. A control placeholder that stands
 * alone takes its line with it.
 */
final class FileTemplate {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*\\}\\}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_][\\w-]*(\\.[\\w-]+)*");
    private static final Pattern EACH = Pattern.compile("each\\s+(\\S+)\\s+as\\s+([A-Za-z_]\\w*)");
    private static final Pattern IF = Pattern.compile("if\\s+(\\S+)");
    private final Escape escape;
    private final List<Node> nodes;
    private final Set<String> paths = new LinkedHashSet<>();
    private final String source;
    private int at;

    /**
     * @throws Malformed when a placeholder is not one, or a block is not closed
     */
    FileTemplate(String path, String source) throws Malformed {
        this.escape = Escape.of(path);
        this.source = source;
        this.nodes = parse(null);
    }

    /** A placeholder that can't be read; the line counts from 1. */
    static final class Malformed extends Exception {
        private final int line;

        Malformed(int line, String message) {
            super(message);
            this.line = line;
        }

        @Override
        public String getMessage() {
            return requireNonNull(super.getMessage());
        }

        int line() {
            return line;
        }
    }

    /** The values that the file refers to, by path. */
    Set<String> paths() {
        return paths;
    }

    String render(ObjectNode values) {
        var out = new StringBuilder();
        nodes.forEach(node -> node.render(values, out));
        return out.toString();
    }

    private interface Node {
        void render(ObjectNode values, StringBuilder out);
    }

    private List<Node> parse(@org.jspecify.annotations.Nullable String open) throws Malformed {
        var found = new ArrayList<Node>();
        var matcher = TOKEN.matcher(source);
        while (matcher.find(at)) {
            var token = matcher.group(1);
            var text = source.substring(at, matcher.start());
            var start = matcher.start();
            at = matcher.end();
            var control =
                    token.equals("end") || token.startsWith("each ") || token.startsWith("if ");
            addText(found, control ? withoutIndent(text, start) : text);
            if (token.equals("end")) {
                return close(found, open, start);
            }
            found.add(control ? block(token, start) : value(token, start));
        }
        if (open != null) {
            throw new Malformed(
                    line(source.length()), "\"" + open + "\" is never closed with ${{ end }}.");
        }
        addText(found, source.substring(at));
        return found;
    }

    private List<Node> close(
            List<Node> found, @org.jspecify.annotations.Nullable String open, int start)
            throws Malformed {
        if (open == null) {
            throw new Malformed(line(start), "${{ end }} closes nothing.");
        }
        return found;
    }

    /** Takes the line of a control placeholder that stands alone on it. */
    private String withoutIndent(String text, int start) {
        var lineStart = source.lastIndexOf('\n', start - 1) + 1;
        var end = at;
        while (end < source.length() && (source.charAt(end) == ' ' || source.charAt(end) == '\r')) {
            end++;
        }
        var alone =
                source.substring(lineStart, start).isBlank()
                        && (end == source.length() || source.charAt(end) == '\n');
        if (!alone) {
            return text;
        }
        at = Math.min(end + 1, source.length());
        return text.substring(0, Math.max(0, text.length() - (start - lineStart)));
    }

    private static void addText(List<Node> found, String text) {
        if (!text.isEmpty()) {
            found.add((values, out) -> out.append(text));
        }
    }

    private Node value(String path, int start) throws Malformed {
        check(path, start);
        paths.add(path);
        return (values, out) -> {
            var value = find(values, path);
            out.append(escape.write(value, value.isMissingNode()));
        };
    }

    private Node block(String token, int start) throws Malformed {
        var each = EACH.matcher(token);
        var test = IF.matcher(token);
        if (!each.matches() && !test.matches()) {
            throw new Malformed(
                    line(start), "\"" + token + "\" is neither \"each … as name\" nor \"if …\".");
        }
        var path = each.matches() ? each.group(1) : test.group(1);
        check(path, start);
        paths.add(path);
        var body = parse(token);
        return each.matches() ? each(path, each.group(2), body) : test(path, body);
    }

    private static Node each(String path, String name, List<Node> body) {
        return (values, out) -> {
            for (var item : find(values, path)) {
                var inner = values.deepCopy();
                inner.set(name, item);
                body.forEach(node -> node.render(inner, out));
            }
        };
    }

    private static Node test(String path, List<Node> body) {
        return (values, out) -> {
            if (holds(find(values, path))) {
                body.forEach(node -> node.render(values, out));
            }
        };
    }

    private static boolean holds(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isBoolean() && !value.booleanValue())
                && !(value.isString() && value.stringValue().isEmpty())
                && !(value.isContainer() && value.isEmpty());
    }

    private static JsonNode find(JsonNode values, String path) {
        var found = values;
        for (var name : path.split("\\.")) {
            found = found.path(name);
        }
        return found;
    }

    private void check(String path, int start) throws Malformed {
        if (!PATH.matcher(path).matches()) {
            throw new Malformed(
                    line(start),
                    "\"" + path + "\" is not the path of a value, such as parameters.title.");
        }
    }

    private int line(int offset) {
        return (int) source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }
}
