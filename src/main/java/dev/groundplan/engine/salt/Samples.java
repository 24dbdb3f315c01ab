package dev.groundplan.engine.salt;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values made up from a schema, to try an SLS before anybody has entered any. */
final class Samples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 20;

    private Samples() {}

    /**
     * @param given are taken as they are
     */
    static ObjectNode of(ObjectNode schema, ObjectNode given) {
        var values = given.deepCopy();
        for (var property : schema.path("properties").properties()) {
            if (!values.has(property.getKey())) {
                values.set(property.getKey(), value(property.getValue(), 0));
            }
        }
        return values;
    }

    private static JsonNode value(JsonNode schema, int depth) {
        for (var own : new String[] {"default", "const", "examples", "enum", "oneOf"}) {
            var known = schema.path(own);
            if (known.isArray() && !own.equals("default") && !own.equals("const")) {
                known = known.path(0);
            }
            if (own.equals("oneOf") && known.isObject()) {
                return value(known, depth + 1);
            }
            if (!known.isMissingNode()) {
                return known;
            }
        }
        return depth > DEEPEST ? JSON.nullNode() : typed(schema, depth);
    }

    private static JsonNode typed(JsonNode schema, int depth) {
        return switch (schema.path("type").asString("string")) {
            case "integer", "number" ->
                    schema.path("minimum").isNumber() ? schema.path("minimum") : JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode().add(value(schema.path("items"), depth + 1));
            case "object" -> object(schema, depth);
            default -> JSON.stringNode("x".repeat(length(schema)));
        };
    }

    private static int length(JsonNode schema) {
        return Math.min(1000, Math.max(1, schema.path("minLength").asInt(1)));
    }

    private static ObjectNode object(JsonNode schema, int depth) {
        var object = JSON.objectNode();
        schema.path("properties")
                .properties()
                .forEach(each -> object.set(each.getKey(), value(each.getValue(), depth + 1)));
        return object;
    }
}
