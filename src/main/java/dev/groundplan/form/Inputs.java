package dev.groundplan.form;

import dev.groundplan.form.FieldView.Input;
import dev.groundplan.form.FieldView.Option;
import dev.groundplan.form.FieldView.Place;
import dev.groundplan.form.schema.Choice;
import dev.groundplan.form.schema.FieldKind;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a control holds, and the marks that let {@link FormReader} read it back as it was. */
final class Inputs {
    private static final int MAX_CARDS = 4;
    private static final int MAX_LINES = 16;

    private Inputs() {}

    static Input of(
            FieldKind kind,
            FieldSchema schema,
            Place place,
            @Nullable JsonNode value,
            Known known) {
        boolean none = value == null && !schema.required();
        return switch (kind) {
            case TEXT -> text(value, 1);
            case TEXTAREA -> text(value, 5);
            case NUMBER -> Input.of(Json.plain(value), "decimal", 1, List.of());
            case INTEGER -> Input.of(Json.plain(value), "numeric", 1, List.of());
            case BOOLEAN -> Input.of(Json.plain(value), "text", 1, List.of("boolean"));
            case CHOICE -> choice(schema, place, value);
            case CHECKBOXES -> checkboxes(schema, place, value, none);
            case SECRET -> secret(schema, value);
            case LIST -> Input.of("", "text", 1, marks("list", none));
            case MAP -> Input.of("", "text", 1, marks("map", none));
            case OBJECT, TUPLE -> Input.of("", "text", 1, none ? List.of() : List.of("object"));
            case JSON -> json(schema, value);
        };
    }

    private static List<String> marks(String mark, boolean none) {
        return none ? List.of(mark, "none") : List.of(mark);
    }

    private static Input text(@Nullable JsonNode value, int lines) {
        boolean empty = value != null && value.isString() && value.stringValue().isEmpty();
        return Input.of(Json.plain(value), "text", lines, empty ? List.of("empty") : List.of());
    }

    /** A secret is never put into a page, also not the one that was typed a moment ago. */
    private static Input secret(FieldSchema schema, @Nullable JsonNode value) {
        boolean remove = value != null && value.isNull();
        return Input.of(remove ? "true" : "", "text", FieldTexts.isLong(schema) ? 5 : 1, List.of());
    }

    private static Input json(FieldSchema schema, @Nullable JsonNode value) {
        var text = Json.pretty(value);
        int lines = Math.max(3, Math.min(MAX_LINES, (int) text.lines().count() + 1));
        return Input.of(
                text, "text", lines, schema.kind() == FieldKind.JSON ? List.of() : List.of("json"));
    }

    private static Input choice(FieldSchema schema, Place place, @Nullable JsonNode value) {
        var choices = schema.choices();
        boolean cards =
                choices.size() <= MAX_CARDS
                        && (schema.node().has("oneOf") || schema.type().equals("boolean"));
        var options = new ArrayList<Option>();
        var text = Json.plain(value);
        boolean offered = value != null && Choice.byValue(choices, value).isPresent();
        boolean unset = !offered && text.isEmpty();
        if (!schema.required() && schema.defaultValue() == null) {
            options.add(option(place, options.size(), "", "Not set", unset));
        } else if (unset && !cards) {
            options.add(option(place, options.size(), "", "Choose…", true));
        }
        for (var choice : choices) {
            boolean selected = value != null && Json.same(choice.value(), value);
            options.add(option(place, options.size(), choice, selected));
        }
        if (!offered && !unset) {
            options.add(option(place, options.size(), text, text + " (not offered)", true));
        }
        return Input.of(text, options, cards, List.of());
    }

    private static Input checkboxes(
            FieldSchema schema, Place place, @Nullable JsonNode value, boolean none) {
        var options = new ArrayList<Option>();
        for (var choice : schema.items().choices()) {
            boolean selected =
                    value != null
                            && value.valueStream().anyMatch(v -> Json.same(v, choice.value()));
            options.add(option(place, options.size(), choice, selected));
        }
        return Input.of("", options, true, marks("choices", none));
    }

    private static Option option(Place place, int index, Choice choice, boolean selected) {
        return new Option(
                id(place, index), choice.token(), choice.label(), choice.description(), selected);
    }

    private static Option option(Place place, int index, String token, String label, boolean on) {
        return new Option(id(place, index), token, label, "", on);
    }

    private static String id(Place place, int index) {
        return place.name() + "/$" + index;
    }
}
