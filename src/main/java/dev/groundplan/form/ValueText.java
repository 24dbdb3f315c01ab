package dev.groundplan.form;

import dev.groundplan.form.schema.Choice;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value as people read it: labels for choices, yes and no, one line for each entry. */
final class ValueText {
    private static final String SECRET = "(secret, set)";

    private ValueText() {}

    /** Several lines for lists and objects; empty for an absent value. Never a secret. */
    static String of(FieldSchema schema, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        return String.join("\n", lines(schema, value));
    }

    private static List<String> lines(FieldSchema schema, JsonNode value) {
        if (schema.isSecret()) {
            return List.of(SECRET);
        }
        var choice = Choice.byValue(schema.choices(), value);
        if (choice.isPresent()) {
            return List.of(choice.get().label());
        }
        return switch (schema.kind()) {
            case CHECKBOXES, LIST -> value.isArray() ? items(schema, value) : json(value);
            case MAP -> value.isObject() ? map(schema, value) : json(value);
            case OBJECT -> value.isObject() ? object(schema, value) : json(value);
            case BOOLEAN -> List.of(value.asBoolean(false) ? "Yes" : "No");
            default -> value.isContainer() ? json(value) : Json.plain(value).lines().toList();
        };
    }

    private static List<String> items(FieldSchema schema, JsonNode list) {
        var lines = new ArrayList<String>();
        list.forEach(item -> lines.addAll(indented("– ", lines(schema.items(), item))));
        return lines.isEmpty() ? List.of("(empty)") : lines;
    }

    private static List<String> map(FieldSchema schema, JsonNode map) {
        var lines = new ArrayList<String>();
        map.propertyStream()
                .forEach(
                        e ->
                                lines.addAll(
                                        named(
                                                e.getKey(),
                                                lines(schema.mapValues(), e.getValue()))));
        return lines.isEmpty() ? List.of("(empty)") : lines;
    }

    private static List<String> object(FieldSchema schema, JsonNode object) {
        var lines = new ArrayList<String>();
        var declared = schema.properties();
        object.propertyStream()
                .forEach(
                        e -> {
                            var property =
                                    declared.getOrDefault(
                                            e.getKey(),
                                            new FieldSchema(e.getKey(), Json.object(), true));
                            lines.addAll(named(property.label(), lines(property, e.getValue())));
                        });
        return lines.isEmpty() ? List.of("(empty)") : lines;
    }

    private static List<String> named(String name, List<String> lines) {
        if (lines.size() <= 1) {
            return List.of(name + ": " + String.join("", lines));
        }
        var named = new ArrayList<>(List.of(name + ":"));
        named.addAll(indented("  ", lines));
        return named;
    }

    private static List<String> indented(String first, List<String> lines) {
        var indented = new ArrayList<String>();
        for (var line : lines) {
            indented.add((indented.isEmpty() ? first : "  ") + line);
        }
        return indented;
    }

    private static List<String> json(JsonNode value) {
        return Json.pretty(value).lines().toList();
    }
}
