package dev.groundplan.engine.terraform.hcl;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;

/** Whether a value keeps the rules that {@link Conditions} found. Its type is known to fit. */
final class Rules {
    private static final Map<String, BiPredicate<JsonNode, JsonNode>> RULES =
            Map.ofEntries(
                    Map.entry("enum", (rule, value) -> rule.values().contains(value)),
                    Map.entry(
                            "pattern",
                            (rule, value) -> Patterns.matches(rule.asString(), value.asString())),
                    Map.entry("minimum", (rule, value) -> compare(value, rule) >= 0),
                    Map.entry("exclusiveMinimum", (rule, value) -> compare(value, rule) > 0),
                    Map.entry("maximum", (rule, value) -> compare(value, rule) <= 0),
                    Map.entry("exclusiveMaximum", (rule, value) -> compare(value, rule) < 0),
                    Map.entry("minLength", (rule, value) -> length(value) >= rule.asInt()),
                    Map.entry("maxLength", (rule, value) -> length(value) <= rule.asInt()),
                    Map.entry("minItems", (rule, value) -> value.size() >= rule.asInt()),
                    Map.entry("maxItems", (rule, value) -> value.size() <= rule.asInt()),
                    Map.entry("minProperties", (rule, value) -> value.size() >= rule.asInt()),
                    Map.entry("maxProperties", (rule, value) -> value.size() <= rule.asInt()),
                    Map.entry(
                            "allOf",
                            (rules, value) ->
                                    rules.values().stream().allMatch(rule -> keeps(rule, value))),
                    Map.entry(
                            "type",
                            (rule, value) ->
                                    !rule.asString().equals("integer") || value.isIntegralNumber()),
                    Map.entry("items", Rules::elements),
                    Map.entry("additionalProperties", Rules::entries),
                    Map.entry("properties", Rules::attributes));

    private Rules() {}

    static boolean keeps(JsonNode schema, JsonNode value) {
        return schema.properties().stream()
                .allMatch(
                        entry ->
                                RULES.getOrDefault(entry.getKey(), (r, v) -> true)
                                        .test(entry.getValue(), value));
    }

    private static boolean elements(JsonNode schema, JsonNode list) {
        return !schema.isObject()
                || list.values().stream().allMatch(element -> keeps(schema, element));
    }

    private static boolean entries(JsonNode schema, JsonNode map) {
        return !schema.isObject() || map.values().stream().allMatch(value -> keeps(schema, value));
    }

    private static boolean attributes(JsonNode schemas, JsonNode object) {
        return schemas.properties().stream()
                .allMatch(
                        entry ->
                                !object.has(entry.getKey())
                                        || keeps(entry.getValue(), object.get(entry.getKey())));
    }

    private static int compare(JsonNode value, JsonNode limit) {
        BigDecimal number = value.decimalValue();
        return number.compareTo(limit.decimalValue());
    }

    private static int length(JsonNode text) {
        return text.asString().codePointCount(0, text.asString().length());
    }
}
