package dev.groundplan.form;

import dev.groundplan.form.schema.FieldKind;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** The values a form starts with, and those that were left out. */
public final class Defaults {
    private Defaults() {}

    /** The defaults of the schema, as values of a new form. */
    public static ObjectNode initial(FormDefinition definition) {
        return fill(definition, Json.object());
    }

    /**
     * A copy with the schema's default wherever a value is absent. A template's own default would
     * be used there anyway; filled in it can be reviewed. Secrets have no default.
     */
    public static ObjectNode fill(FormDefinition definition, ObjectNode values) {
        return fill(definition.root(), values);
    }

    /** What a new entry of a list or map, or a new optional object starts with. */
    static JsonNode entry(FieldSchema schema) {
        var value = schema.defaultValue();
        return value == null ? filled(schema, empty(schema)) : filled(schema, value);
    }

    /** An entry in which nothing was typed. */
    static JsonNode empty(FieldSchema schema) {
        return switch (schema.kind()) {
            case BOOLEAN -> BooleanNode.FALSE;
            case LIST, CHECKBOXES -> Json.array();
            case MAP, OBJECT -> Json.object();
            case TUPLE -> tuple(schema);
            case JSON -> Json.unreadable("");
            default -> Json.text("");
        };
    }

    private static JsonNode tuple(FieldSchema schema) {
        var values = Json.array();
        schema.tupleItems().forEach(item -> values.add(entry(item)));
        return values;
    }

    private static ObjectNode fill(FieldSchema schema, ObjectNode values) {
        var filled = values.deepCopy();
        schema.properties()
                .forEach(
                        (name, property) -> {
                            var value = filled.get(name);
                            if (value != null) {
                                filled.set(name, filled(property, value));
                            } else if (!property.isSecret()) {
                                addDefault(filled, property);
                            }
                        });
        return filled;
    }

    private static void addDefault(ObjectNode values, FieldSchema property) {
        var value = property.defaultValue();
        if (value != null) {
            values.set(property.name(), filled(property, value));
        } else if (property.required() && property.kind() == FieldKind.OBJECT) {
            values.set(property.name(), fill(property, Json.object()));
        }
    }

    /** Also inside of what is there: an entry may leave out what its schema has a default for. */
    private static JsonNode filled(FieldSchema schema, JsonNode value) {
        return switch (schema.kind()) {
            case OBJECT -> value instanceof ObjectNode object ? fill(schema, object) : value;
            case LIST -> filledItems(schema.items(), value);
            case MAP -> filledValues(schema.mapValues(), value);
            default -> value;
        };
    }

    private static JsonNode filledItems(FieldSchema items, JsonNode list) {
        if (!list.isArray()) {
            return list;
        }
        var filled = Json.array();
        list.forEach(item -> filled.add(filled(items, item)));
        return filled;
    }

    private static JsonNode filledValues(FieldSchema values, JsonNode map) {
        if (!map.isObject()) {
            return map;
        }
        var filled = Json.object();
        map.propertyStream().forEach(e -> filled.set(e.getKey(), filled(values, e.getValue())));
        return filled;
    }
}
