package dev.groundplan.run.web;

import dev.groundplan.page.ValueView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON values as pages show them. */
final class Values {
    private static final String MASKED = "$masked";
    private static final String SECRET = "$secret";

    private Values() {}

    static ValueView view(@Nullable JsonNode value) {
        if (value == null) {
            return ValueView.none();
        }
        if (value.isNull()) {
            return ValueView.unset();
        }
        return isMasked(value) ? ValueView.masked("secret") : ValueView.of(text(value));
    }

    static String text(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        return value.isContainer() && !value.isEmpty() ? value.toPrettyString() : value.toString();
    }

    static boolean isMasked(JsonNode value) {
        return value.isObject() && value.size() == 1 && (value.has(MASKED) || value.has(SECRET));
    }

    /** The leaves of a tree by their path as people write it: {@code disk.mounts[0].path}. */
    static Map<String, JsonNode> leaves(@Nullable JsonNode tree) {
        var leaves = new LinkedHashMap<String, JsonNode>();
        if (tree != null && !tree.isNull()) {
            collect("", tree, leaves);
        }
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (!node.isContainer() || node.isEmpty() || isMasked(node)) {
            leaves.put(path.isEmpty() ? "value" : path, node);
        } else if (node.isObject()) {
            node.forEachEntry(
                    (name, child) ->
                            collect(path.isEmpty() ? name : path + "." + name, child, leaves));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), leaves);
            }
        }
    }

    /** A JSON Pointer as people write it. */
    static String path(String pointer) {
        var path = new StringBuilder();
        for (var part : pointer.split("/")) {
            if (part.matches("\\d+")) {
                path.append('[').append(part).append(']');
            } else if (!part.isEmpty()) {
                path.append(path.isEmpty() ? "" : ".")
                        .append(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        return path.isEmpty() ? "value" : path.toString();
    }

    /** Whether a path is one of these, or inside of one. */
    static boolean isWithin(String path, Collection<String> paths) {
        return paths.stream()
                .anyMatch(
                        outer ->
                                path.equals(outer)
                                        || path.startsWith(outer + ".")
                                        || path.startsWith(outer + "["));
    }
}
