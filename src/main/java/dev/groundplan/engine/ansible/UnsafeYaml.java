package dev.groundplan.engine.ansible;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Values as the YAML that Ansible reads as plain data: every string carries the tag {@code
 * !unsafe}, so nothing in it is ever taken for a template (docs.ansible.com, "Unsafe or raw
 * strings").
 */
final class UnsafeYaml {
    private static final int LONGEST_SIMPLE_KEY = 1000;

    private UnsafeYaml() {}

    static byte[] bytes(JsonNode value) {
        return (text(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT ->
                    value.properties().stream()
                            .map(entry -> key(entry.getKey()) + ": " + text(entry.getValue()))
                            .collect(Collectors.joining(",\n", "{", "}"));
            case ARRAY ->
                    StreamSupport.stream(value.spliterator(), false)
                            .map(UnsafeYaml::text)
                            .collect(Collectors.joining(", ", "[", "]"));
            case NUMBER -> number(value);
            case BOOLEAN -> value.booleanValue() ? "true" : "false";
            case NULL, MISSING -> "null";
            default -> "!unsafe " + quoted(value.asString());
        };
    }

    /** A key of more than 1024 characters must be announced (YAML 1.1, 7.4.2). */
    private static String key(String name) {
        var quoted = quoted(name);
        return quoted.length() > LONGEST_SIMPLE_KEY ? "? " + quoted : quoted;
    }

    /** YAML 1.1 takes an exponent without a point for text. */
    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue().toString();
        }
        BigDecimal decimal = value.decimalValue();
        var plain = decimal.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** Between double quotes, with everything but printable ASCII escaped. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        if (point == '"' || point == '\\') {
            quoted.append('\\').append((char) point);
        } else if (point >= ' ' && point < 0x7f) {
            quoted.append((char) point);
        } else if (point <= 0xffff) {
            quoted.append("\\u%04x".formatted(point));
        } else {
            quoted.append("\\U%08x".formatted(point));
        }
    }
}
