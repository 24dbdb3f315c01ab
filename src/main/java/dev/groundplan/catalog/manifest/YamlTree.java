package dev.groundplan.catalog.manifest;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A YAML document as JSON, and where each part of it stands.
 *
 * @param lines by JSON Pointer; of an entry in a mapping the line of its key
 */
record YamlTree(JsonNode root, Map<String, Integer> lines) {

    /** The line of the pointer, or of the nearest thing around it; 1 when nothing is known. */
    int line(String pointer) {
        var at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 1);
    }

    static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
