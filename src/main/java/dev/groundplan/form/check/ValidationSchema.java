package dev.groundplan.form.check;

import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a schema that judges values. Everything that could load another document ({@code
 * $ref}, {@code $schema}) or that only a page needs is left out, titled constants become an {@code
 * enum}.
 */
final class ValidationSchema {
    private static final Set<String> PLAIN =
            Set.of(
                    "type",
                    "enum",
                    "const",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "format",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "minContains",
                    "maxContains",
                    "minProperties",
                    "maxProperties",
                    "required",
                    "dependentRequired");
    private static final Set<String> ONE =
            Set.of(
                    "items",
                    "additionalProperties",
                    "propertyNames",
                    "contains",
                    "not",
                    "if",
                    "then",
                    "else");
    private static final Set<String> SEVERAL = Set.of("prefixItems", "allOf", "anyOf", "oneOf");
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "dependentSchemas");

    private ValidationSchema() {}

    static JsonNode of(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        var judging = Json.object();
        schema.propertyStream().forEach(e -> copy(e.getKey(), e.getValue(), judging));
        var choices = new FieldSchema("", schema, true).choices();
        if (judging.has("oneOf") && !choices.isEmpty()) {
            judging.remove("oneOf");
            var values = judging.putArray("enum");
            choices.forEach(choice -> values.add(choice.value()));
        }
        return judging;
    }

    private static void copy(String keyword, JsonNode value, ObjectNode judging) {
        if (PLAIN.contains(keyword)) {
            judging.set(keyword, value);
        } else if (ONE.contains(keyword)) {
            judging.set(keyword, of(value));
        } else if (SEVERAL.contains(keyword) && value.isArray()) {
            var schemas = judging.putArray(keyword);
            value.forEach(schema -> schemas.add(of(schema)));
        } else if (NAMED.contains(keyword)) {
            var schemas = judging.putObject(keyword);
            value.propertyStream().forEach(e -> schemas.set(e.getKey(), of(e.getValue())));
        }
    }
}
