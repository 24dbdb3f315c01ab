package dev.groundplan.engine.ansible;

import dev.groundplan.engine.tool.Json;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A role's argument specification as JSON Schema (docs.ansible.com, "Role argument validation"). A
 * default is taken from the role's own defaults: the one in the specification is documentation.
 */
final class ArgumentSpecs {
    private static final Map<String, String> TYPES =
            Map.of(
                    "int", "integer",
                    "float", "number",
                    "bool", "boolean",
                    "list", "array",
                    "dict", "object",
                    "raw", "",
                    "json", "",
                    "jsonarg", "");

    private ArgumentSpecs() {}

    /**
     * Adds the options of a specification to a schema of type object.
     *
     * @param options by name
     * @param defaults of the role, by name
     */
    static void describe(ObjectNode schema, JsonNode options, JsonNode defaults) {
        var properties = (ObjectNode) schema.path("properties");
        for (var option : options.properties()) {
            var name = option.getKey();
            properties.set(name, property(option.getValue(), literal(defaults.path(name))));
            if (option.getValue().path("required").asBoolean(false)) {
                schema.withArray("required").add(name);
            }
        }
    }

    private static ObjectNode property(JsonNode option, Optional<JsonNode> value) {
        var property = Json.MAPPER.createObjectNode();
        var type = TYPES.getOrDefault(option.path("type").asString("str"), "string");
        if (!type.isEmpty()) {
            property.put("type", type);
        }
        describe(property, option.path("description"));
        choices(property, option.path("choices"));
        nested(property, option, type);
        if (option.path("no_log").asBoolean(false)) {
            property.put("writeOnly", true);
        } else {
            value.ifPresent(each -> property.set("default", each));
        }
        return property;
    }

    private static void describe(ObjectNode property, JsonNode description) {
        if (description.isString()) {
            property.put("description", description.asString());
        } else if (description instanceof ArrayNode lines && !lines.isEmpty()) {
            var text = new StringBuilder();
            lines.forEach(line -> text.append(text.isEmpty() ? "" : " ").append(line.asString()));
            property.put("description", text.toString());
        }
    }

    private static void choices(ObjectNode property, JsonNode choices) {
        if (choices instanceof ArrayNode && !choices.isEmpty()) {
            property.set("enum", choices.deepCopy());
        }
    }

    private static void nested(ObjectNode property, JsonNode option, String type) {
        var inner = option.path("options");
        if (type.equals("object") && inner.isObject()) {
            describe(object(property), inner, Json.MAPPER.createObjectNode());
        } else if (type.equals("array") && inner.isObject()) {
            var items = property.putObject("items").put("type", "object");
            describe(object(items), inner, Json.MAPPER.createObjectNode());
        } else if (type.equals("array") && option.path("elements").isString()) {
            var elements = TYPES.getOrDefault(option.path("elements").asString(), "string");
            if (!elements.isEmpty()) {
                property.putObject("items").put("type", elements);
            }
        }
    }

    private static ObjectNode object(ObjectNode schema) {
        schema.putObject("properties");
        return schema;
    }

    /** A default that is computed is not known here. */
    private static Optional<JsonNode> literal(JsonNode value) {
        var known = !value.isMissingNode() && !value.isNull() && !value.toString().contains("{{");
        return known ? Optional.of(value.deepCopy()) : Optional.empty();
    }
}
