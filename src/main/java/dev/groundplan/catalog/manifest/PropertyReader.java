package dev.groundplan.catalog.manifest;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns one parameter of the manifest into JSON Schema: standard keywords stay as they are, the
 * manifest's own become the hints that {@link dev.groundplan.form.FormDefinition} names. Anything
 * else is an error.
 */
final class PropertyReader {
    private static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "array", "object");

    /** Keywords whose value only needs the right type. */
    private static final Map<String, Kind> PLAIN =
            Map.ofEntries(
                    Map.entry("title", Kind.TEXT),
                    Map.entry("description", Kind.TEXT),
                    Map.entry("format", Kind.TEXT),
                    Map.entry("ui:help", Kind.TEXT),
                    Map.entry("ui:placeholder", Kind.TEXT),
                    Map.entry("ui:group", Kind.TEXT),
                    Map.entry("ui:order", Kind.NUMBER),
                    Map.entry("minimum", Kind.NUMBER),
                    Map.entry("maximum", Kind.NUMBER),
                    Map.entry("exclusiveMinimum", Kind.NUMBER),
                    Map.entry("exclusiveMaximum", Kind.NUMBER),
                    Map.entry("multipleOf", Kind.NUMBER),
                    Map.entry("minLength", Kind.COUNT),
                    Map.entry("maxLength", Kind.COUNT),
                    Map.entry("minItems", Kind.COUNT),
                    Map.entry("maxItems", Kind.COUNT),
                    Map.entry("minProperties", Kind.COUNT),
                    Map.entry("maxProperties", Kind.COUNT),
                    Map.entry("uniqueItems", Kind.FLAG),
                    Map.entry("enum", Kind.LIST),
                    Map.entry("examples", Kind.LIST),
                    Map.entry("default", Kind.ANY));

    private static final List<String> OF_A_WHOLE_PARAMETER = List.of("fixed", "if", "secret");
    private static final List<String> OTHERS =
            List.of(
                    "type",
                    "pattern",
                    "oneOf",
                    "required",
                    "properties",
                    "items",
                    "additionalProperties",
                    "ui:widget");
    private static final List<String> KNOWN = known();

    private PropertyReader() {}

    /**
     * @param whole whether it is a parameter, and not a part of one
     */
    static ObjectNode read(Section property, boolean whole) {
        var schema = property.node().objectNode();
        for (var key : property.node().propertyNames()) {
            var value = property.value(key);
            if (!KNOWN.contains(key)) {
                property.problem(key, "Unknown key '" + key + "'." + DidYouMean.hint(key, KNOWN));
            } else if (OF_A_WHOLE_PARAMETER.contains(key) && !whole) {
                property.problem(
                        key, "'" + key + "' is for a whole parameter, not for a part of one.");
            } else {
                value.ifPresent(present -> set(schema, property, key, present));
            }
        }
        return schema;
    }

    private static void set(ObjectNode schema, Section property, String key, JsonNode value) {
        if (PLAIN.containsKey(key)) {
            if (is(property, key, value, PLAIN.get(key))) {
                schema.set(key, value);
            }
            return;
        }
        switch (key) {
            case "type" -> word(schema, property, key, TYPES);
            case "ui:widget" -> word(schema, property, key, List.of("textarea"));
            case "pattern" -> pattern(schema, property, value);
            case "oneOf" -> choices(schema, property);
            case "required" ->
                    flagIf(is(property, key, value, Kind.NAMES), schema, "required", value);
            case "fixed" -> flagIf(is(property, key, value, Kind.FLAG), schema, "x-fixed", value);
            case "secret" ->
                    flagIf(is(property, key, value, Kind.FLAG), schema, "writeOnly", value);
            case "if" -> flagIf(is(property, key, value, Kind.MAPPING), schema, "x-if", value);
            case "properties" -> schema.set("properties", parts(property));
            default -> nested(schema, property, key, value);
        }
    }

    private static void flagIf(boolean fine, ObjectNode schema, String key, JsonNode value) {
        if (fine) {
            schema.set(key, value);
        }
    }

    private static void word(ObjectNode schema, Section property, String key, List<String> words) {
        property.text(key, 40)
                .ifPresent(
                        word -> {
                            if (words.contains(word)) {
                                schema.put(key, word);
                            } else {
                                property.problem(
                                        key,
                                        "'"
                                                + key
                                                + "' must be "
                                                + String.join(", ", words)
                                                + ", not '"
                                                + word
                                                + "'.");
                            }
                        });
    }

    private static void pattern(ObjectNode schema, Section property, JsonNode value) {
        if (!is(property, "pattern", value, Kind.TEXT)) {
            return;
        }
        try {
            Pattern.compile(value.stringValue());
            schema.set("pattern", value);
        } catch (PatternSyntaxException e) {
            property.problem(
                    "pattern",
                    "The pattern can't be used: "
                            + e.getDescription()
                            + ". Patterns are RE2 expressions: no look-around, no back-references.");
        }
    }

    private static void choices(ObjectNode schema, Section property) {
        var choices = schema.arrayNode();
        for (var choice : property.items("oneOf")) {
            choice.only("const", "title", "description");
            if (!choice.node().has("const")) {
                choice.required("const", java.util.Optional.empty());
            } else {
                choices.add(choice.node());
            }
        }
        if (!choices.isEmpty()) {
            schema.set("oneOf", choices);
        }
    }

    private static ObjectNode parts(Section property) {
        var parts = property.node().objectNode();
        property.sections("properties").forEach((name, part) -> parts.set(name, read(part, false)));
        return parts;
    }

    private static void nested(ObjectNode schema, Section property, String key, JsonNode value) {
        if (key.equals("additionalProperties") && value.isBoolean()) {
            schema.set(key, value);
        } else {
            property.section(key).ifPresent(part -> schema.set(key, read(part, false)));
        }
    }

    private static boolean is(Section property, String key, JsonNode value, Kind kind) {
        var fine = kind.test.test(value);
        if (!fine) {
            property.problem(key, "'" + key + "' must be " + kind.words + ".");
        }
        return fine;
    }

    private static List<String> known() {
        return java.util.stream.Stream.of(PLAIN.keySet(), OF_A_WHOLE_PARAMETER, OTHERS)
                .flatMap(java.util.Collection::stream)
                .sorted()
                .toList();
    }

    private enum Kind {
        TEXT("text", JsonNode::isString),
        NUMBER("a number", JsonNode::isNumber),
        COUNT("a whole number from 0", value -> value.isInt() && value.intValue() >= 0),
        FLAG("true or false", JsonNode::isBoolean),
        LIST("a list with at least one item", value -> value.isArray() && !value.isEmpty()),
        NAMES(
                "a list of names",
                value -> value.isArray() && value.valueStream().allMatch(JsonNode::isString)),
        MAPPING(
                "a parameter with the value it must have",
                value -> value.isObject() && !value.isEmpty()),
        ANY("a value", value -> true);

        private final String words;
        private final Predicate<JsonNode> test;

        Kind(String words, Predicate<JsonNode> test) {
            this.words = words;
            this.test = test;
        }
    }
}
