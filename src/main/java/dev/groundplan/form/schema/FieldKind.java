package dev.groundplan.form.schema;

/** How a value is entered. */
public enum FieldKind {
    TEXT,
    TEXTAREA,
    NUMBER,
    INTEGER,
    BOOLEAN,
    /** One of several values. */
    CHOICE,
    /** Any of several values, ticked. */
    CHECKBOXES,
    SECRET,
    LIST,
    MAP,
    OBJECT,
    TUPLE,
    /** Anything else, typed as JSON. */
    JSON;

    static FieldKind of(FieldSchema schema) {
        if (schema.isSecret()) {
            return SECRET;
        }
        if (!schema.choices().isEmpty()) {
            return CHOICE;
        }
        return switch (schema.type()) {
            case "string" -> schema.isMultiline() ? TEXTAREA : TEXT;
            case "number" -> NUMBER;
            case "integer" -> INTEGER;
            case "boolean" -> BOOLEAN;
            case "array" -> ofArray(schema);
            case "object" -> ofObject(schema);
            default -> JSON;
        };
    }

    private static FieldKind ofArray(FieldSchema schema) {
        if (schema.node().path("prefixItems").isArray()) {
            return schema.node().path("items").asBoolean(true) ? JSON : TUPLE;
        }
        if (!schema.node().path("items").isObject()) {
            return JSON;
        }
        var items = schema.items();
        return items.kind() == CHOICE && !items.type().equals("boolean") ? CHECKBOXES : LIST;
    }

    private static FieldKind ofObject(FieldSchema schema) {
        if (!schema.properties().isEmpty()) {
            return OBJECT;
        }
        return schema.node().path("additionalProperties").isObject() ? MAP : JSON;
    }
}
