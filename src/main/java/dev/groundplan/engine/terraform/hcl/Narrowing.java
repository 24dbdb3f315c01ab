package dev.groundplan.engine.terraform.hcl;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds rules to a schema, each with the message for people. Of two rules of a kind the stricter one
 * stays.
 */
record Narrowing(ObjectNode schema, @Nullable String message) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    void atLeast(String keyword, BigDecimal limit) {
        var present = schema.get(keyword);
        if (present == null || present.decimalValue().compareTo(limit) < 0) {
            put(keyword, Literals.number(limit));
        }
    }

    void atMost(String keyword, BigDecimal limit) {
        var present = schema.get(keyword);
        if (present == null || present.decimalValue().compareTo(limit) > 0) {
            put(keyword, Literals.number(limit));
        }
    }

    void oneOf(ArrayNode values) {
        var allowed = new LinkedHashSet<>(values.values());
        if (schema.get("enum") instanceof ArrayNode present) {
            allowed.retainAll(new HashSet<>(present.values()));
        }
        if (!allowed.isEmpty()) {
            put("enum", JSON.arrayNode().addAll(allowed));
        }
    }

    /** Only one {@code pattern} has room in a schema; more go to {@code allOf}. */
    void pattern(String pattern) {
        if (!schema.has("pattern")) {
            put("pattern", JSON.stringNode(pattern));
        } else if (!schema.get("pattern").asString().equals(pattern)) {
            new Narrowing(schema.withArrayProperty("allOf").addObject(), message).pattern(pattern);
        }
    }

    void whole() {
        put("type", JSON.stringNode("integer"));
    }

    private void put(String keyword, JsonNode value) {
        schema.set(keyword, value);
        if (message != null) {
            schema.withObjectProperty("x-error").put(keyword, message);
        } else if (schema.get("x-error") instanceof ObjectNode errors) {
            errors.remove(keyword);
        }
    }
}
