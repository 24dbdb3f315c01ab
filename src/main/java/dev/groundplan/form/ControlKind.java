package dev.groundplan.form;

import dev.groundplan.form.schema.Choice;
import dev.groundplan.form.schema.FieldKind;
import dev.groundplan.form.schema.FieldSchema;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which control shows a value: the one of its schema, or a plainer one where that would lose
 * something.
 */
final class ControlKind {
    /** Longer lists are edited as text: thousands of controls help nobody. */
    private static final int MAX_ROWS = 200;

    private ControlKind() {}

    static FieldKind of(FieldSchema schema, @Nullable JsonNode value) {
        var kind = schema.kind();
        if (value == null) {
            return kind;
        }
        return switch (kind) {
            case TEXT ->
                    value.isString() && value.stringValue().contains("\n")
                            ? FieldKind.TEXTAREA
                            : kind;
            case BOOLEAN -> value.isBoolean() ? kind : FieldKind.JSON;
            case LIST -> isShort(value) && value.isArray() ? kind : FieldKind.JSON;
            case CHECKBOXES -> checkboxes(schema, value);
            case MAP -> isShort(value) && isMap(value) ? kind : FieldKind.JSON;
            case OBJECT -> isObject(schema, value) ? kind : FieldKind.JSON;
            case TUPLE ->
                    value.isArray() && value.size() == schema.tupleItems().size()
                            ? kind
                            : FieldKind.JSON;
            default -> kind;
        };
    }

    private static boolean isShort(JsonNode value) {
        return value.size() <= MAX_ROWS;
    }

    private static boolean isMap(JsonNode value) {
        return value.isObject() || MapRows.isRows(value);
    }

    private static boolean isObject(FieldSchema schema, JsonNode value) {
        return value.isObject() && schema.properties().keySet().containsAll(value.propertyNames());
    }

    /** Ticks have neither an order nor doubles. */
    private static FieldKind checkboxes(FieldSchema schema, JsonNode value) {
        if (!value.isArray() || !isShort(value)) {
            return FieldKind.JSON;
        }
        var choices = schema.items().choices();
        boolean ordered = !schema.node().path("uniqueItems").asBoolean(false);
        var seen = new HashSet<Integer>();
        int last = -1;
        for (var item : value) {
            int index = Choice.byValue(choices, item).map(choices::indexOf).orElse(-1);
            if (index < 0 || !seen.add(index) || (ordered && index < last)) {
                return FieldKind.LIST;
            }
            last = index;
        }
        return FieldKind.CHECKBOXES;
    }
}
