package dev.groundplan.engine.terraform;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Pointers (RFC 6901) into values, from the three forms in which Terraform names places in
 * them.
 */
final class Trees {
    private Trees() {}

    /**
     * From a tree of the value's own shape with {@code true} at the places that are meant; {@code
     * ""} is the whole value.
     */
    static List<String> pointersOfMarks(JsonNode marks) {
        var pointers = new ArrayList<String>();
        collect(marks, "", pointers);
        return pointers;
    }

    /** From a list of names and indices. */
    static String pointerOfPath(JsonNode path) {
        var pointer = new StringBuilder();
        path.forEach(step -> pointer.append('/').append(escaped(step.asString())));
        return pointer.toString();
    }

    /**
     * From the steps of a state's {@code sensitive_attributes}: {@code {"type": "get_attr",
     * "value": …}}.
     */
    static String pointerOfSteps(JsonNode steps) {
        var pointer = new StringBuilder();
        for (var step : steps) {
            var value = step.path("value");
            pointer.append('/')
                    .append(
                            escaped(
                                    value.isObject()
                                            ? Json.text(value, "value")
                                            : value.asString()));
        }
        return pointer.toString();
    }

    /**
     * The value with {@code {"$masked": true}} at one place; as it is when it has no such place.
     */
    static JsonNode masked(JsonNode value, String pointer) {
        var mask = Json.MAPPER.createObjectNode().put("$masked", true);
        if (pointer.isEmpty()) {
            return mask;
        }
        int last = pointer.lastIndexOf('/');
        var key = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
        var parent = value.at(pointer.substring(0, last));
        if (parent instanceof ObjectNode object && object.has(key)) {
            object.set(key, mask);
        } else if (parent instanceof ArrayNode array && array.has(number(key))) {
            array.set(number(key), mask);
        }
        return value;
    }

    private static void collect(JsonNode marks, String pointer, List<String> pointers) {
        if (marks.isBoolean() && marks.asBoolean()) {
            pointers.add(pointer);
        } else if (marks.isArray()) {
            for (int i = 0; i < marks.size(); i++) {
                collect(marks.get(i), pointer + "/" + i, pointers);
            }
        } else if (marks.isObject()) {
            marks.properties()
                    .forEach(
                            entry ->
                                    collect(
                                            entry.getValue(),
                                            pointer + "/" + escaped(entry.getKey()),
                                            pointers));
        }
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    private static int number(String key) {
        return key.matches("\\d{1,9}") ? Integer.parseInt(key) : -1;
    }
}
