package dev.groundplan.catalog.manifest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schema's names of types. */
final class Types {
    private Types() {}

    /** What a parameter without a type is: what its choices or its default are, else text. */
    static String inferred(ObjectNode schema) {
        if (schema.has("items")) {
            return "array";
        }
        if (schema.has("properties") || schema.has("additionalProperties")) {
            return "object";
        }
        if (schema.has("default")) {
            return of(schema.get("default"));
        }
        var choice = schema.path("oneOf").path(0).path("const");
        if (!choice.isMissingNode()) {
            return of(choice);
        }
        if (schema.path("enum").isArray()) {
            return of(schema.get("enum").path(0));
        }
        return schema.has("minimum") || schema.has("maximum") ? "number" : "string";
    }

    static String of(JsonNode value) {
        if (value.isBoolean()) {
            return "boolean";
        }
        if (value.isIntegralNumber()) {
            return "integer";
        }
        if (value.isNumber()) {
            return "number";
        }
        return value.isArray() ? "array" : value.isObject() ? "object" : "string";
    }
}
