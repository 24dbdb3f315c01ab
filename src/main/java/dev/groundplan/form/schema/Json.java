package dev.groundplan.form.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** JSON as people type it: numbers stay exact, doubled names are refused, nesting is bounded. */
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final JsonMapper PRETTY =
            MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Empty when the text is not JSON. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    /** What was typed where JSON was asked for but is none: kept for the page, never valid. */
    public static JsonNode unreadable(String typed) {
        return JsonNodeFactory.instance.pojoNode(typed);
    }

    public static boolean isUnreadable(JsonNode node) {
        return node.isPojo();
    }

    /** The text itself for strings and unreadable input, compact JSON for everything else. */
    public static String plain(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return "";
        }
        if (node instanceof POJONode typed) {
            return String.valueOf(typed.getPojo());
        }
        return node.isString() ? node.stringValue() : compact(node);
    }

    public static String compact(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** Indented JSON; what was typed when it is no JSON. */
    public static String pretty(@Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        return isUnreadable(node) ? plain(node) : PRETTY.writeValueAsString(node);
    }

    /** Length of the compact JSON in UTF-8 bytes. The text must hold no lone surrogates. */
    public static int bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node).length;
    }

    /** Whether two values mean the same: 1 is 1.0, the order of names does not matter. */
    public static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size()
                    && a.propertyStream().allMatch(e -> same(e.getValue(), b.get(e.getKey())));
        }
        if (a.isArray() && b.isArray()) {
            return sameItems(a, b);
        }
        return a.equals(b);
    }

    private static boolean sameItems(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
