package dev.groundplan.form;

import dev.groundplan.form.FieldView.Texts;
import dev.groundplan.form.schema.FieldKind;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Label, help and hint of a field, from its schema. */
final class FieldTexts {
    private static final Map<String, String> ONE =
            Map.of("entries", "entry", "characters", "character");

    private FieldTexts() {}

    /**
     * @param typedSecret a secret was typed and the page is shown again without it
     */
    static Texts of(FieldSchema schema, String label, String around, boolean typedSecret) {
        return new Texts(
                label,
                around.isEmpty() ? label : around + " › " + label,
                help(schema),
                typedSecret ? "Type it again: a secret is never sent back." : hint(schema),
                schema.text("ui:placeholder"));
    }

    static String help(FieldSchema schema) {
        return Stream.of(schema.text("description"), schema.text("ui:help"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String hint(FieldSchema schema) {
        var hints = new ArrayList<String>();
        hints.add(limits(schema));
        var example = schema.node().path("examples").path(0);
        if (!example.isMissingNode() && !schema.isSecret()) {
            hints.add("Example: " + Json.plain(example));
        }
        if (schema.isFixed()) {
            hints.add("Can't be changed later");
        }
        hints.removeIf(String::isEmpty);
        return hints.isEmpty() ? "" : String.join(". ", hints) + ".";
    }

    private static String limits(FieldSchema schema) {
        return switch (schema.kind()) {
            case NUMBER, INTEGER -> numbers(schema.node());
            case TEXT, TEXTAREA, SECRET ->
                    range(
                            schema.node().path("minLength"),
                            schema.node().path("maxLength"),
                            "characters");
            case LIST, CHECKBOXES ->
                    joined(
                            range(
                                    schema.node().path("minItems"),
                                    schema.node().path("maxItems"),
                                    "entries"),
                            each(schema));
            case JSON -> "JSON";
            default -> "";
        };
    }

    private static String joined(String entries, String each) {
        return entries.isEmpty() || each.isEmpty() ? entries + each : entries + ". " + each;
    }

    /** Said once at the list instead of at each entry. */
    private static String each(FieldSchema list) {
        var items = list.items();
        return isSingle(items) && !limits(items).isEmpty() ? "Each " + lower(limits(items)) : "";
    }

    /** Entries of one control, which need no help of their own. */
    static boolean isSingle(FieldSchema items) {
        return switch (items.kind()) {
            case TEXT, TEXTAREA, NUMBER, INTEGER, JSON -> true;
            default -> false;
        };
    }

    private static String lower(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String numbers(JsonNode node) {
        var range = range(node.path("minimum"), node.path("maximum"), "");
        var step = node.path("multipleOf");
        if (step.isMissingNode()) {
            return range;
        }
        return (range + " in steps of " + Json.plain(step)).strip();
    }

    private static String range(JsonNode least, JsonNode most, String units) {
        var unit =
                Json.plain(most.isMissingNode() ? least : most).equals("1")
                        ? ONE.getOrDefault(units, units)
                        : units;
        var low =
                least.isNumber() && least.asDouble() != 0 || unit.isEmpty()
                        ? Json.plain(least)
                        : "";
        var high = Json.plain(most);
        if (low.isEmpty() && high.isEmpty()) {
            return "";
        }
        if (low.equals(high)) {
            return ("Exactly " + low + " " + unit).strip();
        }
        if (low.isEmpty() || high.isEmpty()) {
            return ((low.isEmpty() ? "At most " + high : "At least " + low) + " " + unit).strip();
        }
        return (low + " to " + high + " " + unit).strip();
    }

    /** "Rule 2", or "Entry 2" where the schema gives the entries no title. */
    static String entry(FieldSchema items, int index) {
        var title = items.text("title");
        return (title.isEmpty() ? "Entry" : title) + " " + (index + 1);
    }

    /** Multi-line input of a secret: a key file, or JSON for one of several values. */
    static boolean isLong(FieldSchema secret) {
        return secret.kind() == FieldKind.SECRET
                && (secret.isMultiline()
                        || !Stream.of("string", "number", "integer")
                                .toList()
                                .contains(secret.type()));
    }
}
