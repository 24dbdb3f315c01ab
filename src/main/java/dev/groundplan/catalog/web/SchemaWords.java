package dev.groundplan.catalog.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a schema allows, in words. */
final class SchemaWords {
    private SchemaWords() {}

    static List<String> allowed(JsonNode schema) {
        var words = new ArrayList<String>();
        schema.path("oneOf").forEach(choice -> words.add(choice(choice)));
        schema.path("enum").forEach(value -> words.add(value(value)));
        addRange(words, schema, "minimum", "maximum", "", "");
        addRange(words, schema, "minLength", "maxLength", " characters", " character");
        addRange(words, schema, "minItems", "maxItems", " items", " item");
        addRange(words, schema, "minProperties", "maxProperties", " entries", " entry");
        add(words, schema, "exclusiveMinimum", "more than ");
        add(words, schema, "exclusiveMaximum", "less than ");
        add(words, schema, "multipleOf", "a multiple of ");
        add(words, schema, "pattern", "matches ");
        if (schema.path("uniqueItems").asBoolean(false)) {
            words.add("each once");
        }
        return words;
    }

    static String value(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static String choice(JsonNode choice) {
        var value = value(choice.path("const"));
        var title = choice.path("title").asString(value);
        return title.equals(value) ? value : title + " (" + value + ")";
    }

    private static void addRange(
            List<String> words,
            JsonNode schema,
            String least,
            String most,
            String units,
            String unit) {
        var from = text(schema, least);
        var to = text(schema, most);
        if (from != null && to != null) {
            words.add(
                    from.equals(to)
                            ? "exactly " + counted(from, units, unit)
                            : from + " to " + to + units);
        } else if (from != null) {
            words.add("at least " + counted(from, units, unit));
        } else if (to != null) {
            words.add("at most " + counted(to, units, unit));
        }
    }

    private static String counted(String number, String units, String unit) {
        return number + (number.equals("1") ? unit : units);
    }

    private static void add(List<String> words, JsonNode schema, String key, String before) {
        var text = text(schema, key);
        if (text != null) {
            words.add(before + text);
        }
    }

    private static @Nullable String text(JsonNode schema, String key) {
        return schema.has(key) ? value(schema.get(key)) : null;
    }
}
