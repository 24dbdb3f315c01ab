package dev.groundplan.form;

import dev.groundplan.form.schema.Choice;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what a browser sent into values. Refuses nothing: what fits no type stays as it was typed.
 */
@Component
public class FormReader {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");

    /**
     * Reads the declared parameters and ignores everything else. An empty optional field is absent,
     * a secret to be removed is null.
     */
    public ObjectNode read(FormDefinition definition, MultiValueMap<String, String> parameters) {
        return properties(definition.root(), Typed.of(parameters));
    }

    private ObjectNode properties(FieldSchema schema, Typed typed) {
        var values = Json.object();
        schema.properties()
                .forEach(
                        (name, property) -> {
                            var child = typed.child(name);
                            var value = child == null ? null : value(property, child);
                            if (value != null) {
                                values.set(name, value);
                            }
                        });
        return values;
    }

    private @Nullable JsonNode value(FieldSchema schema, Typed typed) {
        if (typed.isMarked("json")) {
            return json(typed);
        }
        return switch (schema.kind()) {
            case TEXT, TEXTAREA -> text(schema, typed);
            case NUMBER, INTEGER -> number(typed);
            case BOOLEAN -> bool(typed);
            case CHOICE -> choice(schema.choices(), typed);
            case CHECKBOXES -> checkboxes(schema, typed);
            case SECRET -> secret(schema, typed);
            case LIST -> list(schema, typed);
            case MAP -> map(schema, typed);
            case OBJECT -> object(schema, typed);
            case TUPLE -> tuple(schema, typed);
            case JSON -> json(typed);
        };
    }

    /** The value of an entry, which can't be absent. */
    private JsonNode entry(FieldSchema schema, @Nullable Typed typed) {
        if (typed == null || typed.isMarked(Typed.NEW)) {
            return Defaults.entry(schema);
        }
        var value = value(schema, typed);
        return value == null ? Defaults.empty(schema) : value;
    }

    private static @Nullable JsonNode text(FieldSchema schema, Typed typed) {
        var text = typed.text();
        if (text == null || (text.isEmpty() && !meansEmpty(schema, typed))) {
            return null;
        }
        return Json.text(text);
    }

    /**
     * An emptied field means the empty text where leaving it out would bring another value back.
     */
    private static boolean meansEmpty(FieldSchema schema, Typed typed) {
        return typed.isMarked("empty")
                || schema.defaultValue() != null
                || schema.node().path("minLength").asInt(-1) == 0;
    }

    private static @Nullable JsonNode number(Typed typed) {
        var text = typed.text();
        return text == null || text.isBlank() ? null : number(text);
    }

    private static JsonNode number(String typed) {
        var text = typed.strip();
        if (!NUMBER.matcher(text).matches()) {
            return Json.text(typed);
        }
        return Json.parse(new BigDecimal(text).toString()).orElseGet(() -> Json.text(typed));
    }

    private static @Nullable JsonNode bool(Typed typed) {
        var text = typed.text();
        if (text == null) {
            return typed.isMarked("boolean") ? BooleanNode.FALSE : null;
        }
        return switch (text) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> Json.text(text);
        };
    }

    private static @Nullable JsonNode choice(List<Choice> choices, Typed typed) {
        var token = typed.text();
        return token == null || token.isEmpty() ? null : chosen(choices, token);
    }

    private static JsonNode chosen(List<Choice> choices, String token) {
        return Choice.byToken(choices, token).map(Choice::value).orElseGet(() -> Json.text(token));
    }

    private @Nullable JsonNode checkboxes(FieldSchema schema, Typed typed) {
        if (typed.isMarked("list")) {
            return list(schema, typed);
        }
        if (typed.texts().isEmpty() && (typed.isMarked("none") || !typed.isMarked("choices"))) {
            return null;
        }
        var choices = schema.items().choices();
        var values = Json.array();
        typed.texts().forEach(token -> values.add(chosen(choices, token)));
        return values;
    }

    private static @Nullable JsonNode secret(FieldSchema schema, Typed typed) {
        if (typed.own(Typed.CLEAR) != null) {
            return NullNode.instance;
        }
        var text = typed.text();
        if (text == null || text.isEmpty()) {
            return null;
        }
        return switch (schema.type()) {
            case "string" -> Json.text(text);
            case "number", "integer" -> number(text);
            default -> Json.parse(text).orElseGet(() -> Json.unreadable(text));
        };
    }

    private @Nullable JsonNode list(FieldSchema schema, Typed typed) {
        var rows = typed.rows();
        if (rows.isEmpty() && (typed.isMarked("none") || !typed.isMarked("list"))) {
            return null;
        }
        var items = schema.items();
        var values = Json.array();
        rows.forEach(row -> values.add(entry(items, row)));
        return values;
    }

    private @Nullable JsonNode map(FieldSchema schema, Typed typed) {
        var rows = typed.rows();
        if (rows.isEmpty() && (typed.isMarked("none") || !typed.isMarked("map"))) {
            return null;
        }
        var values = schema.mapValues();
        var entries = new MapRows();
        for (var row : rows) {
            var key = row.own(Typed.KEY);
            var text = key == null ? null : key.text();
            entries.add(text == null ? "" : text, entry(values, row.own(Typed.VALUE)));
        }
        return entries.toJson();
    }

    private @Nullable JsonNode object(FieldSchema schema, Typed typed) {
        if (typed.isMarked(Typed.NEW)) {
            return Defaults.entry(schema);
        }
        var values = properties(schema, typed);
        boolean present = schema.required() || typed.isMarked("object") || !values.isEmpty();
        return present ? values : null;
    }

    private @Nullable JsonNode tuple(FieldSchema schema, Typed typed) {
        if (!schema.required() && !typed.isMarked("object") && !typed.isMarked(Typed.NEW)) {
            return null;
        }
        var rows = typed.rows();
        var values = Json.array();
        for (var item : schema.tupleItems()) {
            values.add(entry(item, values.size() < rows.size() ? rows.get(values.size()) : null));
        }
        return values;
    }

    private static @Nullable JsonNode json(Typed typed) {
        var text = typed.text();
        if (text == null || text.isBlank()) {
            return null;
        }
        return Json.parse(text).orElseGet(() -> Json.unreadable(text));
    }
}
