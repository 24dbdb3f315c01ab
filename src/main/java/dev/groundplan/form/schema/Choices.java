package dev.groundplan.form.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The values a schema lists: {@code enum}, {@code const}, or {@code oneOf} of titled constants. */
final class Choices {
    private Choices() {}

    static List<Choice> of(JsonNode schema) {
        if (isTitled(schema.path("oneOf"))) {
            return titled(schema.get("oneOf"));
        }
        if (schema.path("enum").isArray()) {
            return plain(schema.get("enum").valueStream().toList());
        }
        return schema.has("const") ? plain(List.of(schema.get("const"))) : List.of();
    }

    /** Yes and no, for a boolean that may also stay unset. */
    static List<Choice> yesNo() {
        return List.of(
                new Choice("true", "Yes", "", JsonNodeFactory.instance.booleanNode(true)),
                new Choice("false", "No", "", JsonNodeFactory.instance.booleanNode(false)));
    }

    static boolean isTitled(JsonNode oneOf) {
        return oneOf.isArray()
                && !oneOf.isEmpty()
                && oneOf.valueStream().allMatch(option -> option.has("const"));
    }

    private static List<Choice> titled(JsonNode options) {
        var values = options.valueStream().map(option -> option.get("const")).toList();
        var tokens = tokens(values);
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < values.size(); i++) {
            var option = options.get(i);
            choices.add(
                    new Choice(
                            tokens.get(i),
                            option.path("title").asString(label(values.get(i))),
                            option.path("description").asString(""),
                            values.get(i)));
        }
        return choices;
    }

    private static List<Choice> plain(List<JsonNode> values) {
        var tokens = tokens(values);
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < values.size(); i++) {
            choices.add(new Choice(tokens.get(i), label(values.get(i)), "", values.get(i)));
        }
        return choices;
    }

    private static String label(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "Yes" : "No";
        }
        var text = Json.plain(value);
        return text.isEmpty() ? "(empty)" : text;
    }

    /** The text of each value, or its JSON where texts would be empty or meet: 1 beside "1". */
    private static List<String> tokens(List<JsonNode> values) {
        var texts = values.stream().map(Json::plain).toList();
        boolean clear = new HashSet<>(texts).size() == texts.size() && !texts.contains("");
        return clear ? texts : values.stream().map(Json::compact).toList();
    }
}
