package dev.groundplan.engine.terraform;

import dev.groundplan.engine.tool.Json;
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
     * The value with {@code {"$masked": true}} at one place. Where the value has another shape than
     * the pointer, all of what it leads to is masked.
     */
    static JsonNode masked(JsonNode value, String pointer) {
        var steps = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        return masked(value, steps, 0);
    }

    private static JsonNode masked(JsonNode value, String[] steps, int depth) {
        var step = depth < steps.length ? steps[depth].replace("~1", "/").replace("~0", "~") : "";
        if (depth < steps.length && value instanceof ObjectNode object && object.has(step)) {
            object.set(step, masked(object.get(step), steps, depth + 1));
            return object;
        }
        if (depth < steps.length && value instanceof ArrayNode array && array.has(number(step))) {
            array.set(number(step), masked(array.get(number(step)), steps, depth + 1));
            return array;
        }
        return depth == 0 && steps.length > 0
                ? value
                : Json.MAPPER.createObjectNode().put("$masked", true);
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
