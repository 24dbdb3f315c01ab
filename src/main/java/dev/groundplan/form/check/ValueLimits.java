package dev.groundplan.form.check;

import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import dev.groundplan.form.schema.Pointers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bounds that hold for every form, whatever its schema says. Checked first, so that nothing else
 * meets worse.
 */
public final class ValueLimits {
    public static final int MAX_BYTES = 1 << 20;
    public static final int MAX_TEXT_BYTES = 64 * 1024;
    public static final int MAX_ENTRIES = 10_000;
    public static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_FINDINGS = 100;

    private final List<Finding> findings = new ArrayList<>();

    private ValueLimits() {}

    /** Every bound that is broken; empty when the values can be checked further. */
    public static List<Finding> of(FieldSchema root, ObjectNode values) {
        var limits = new ValueLimits();
        limits.walk(root, values, "", 0);
        if (limits.findings.isEmpty()) {
            limits.size(values);
        }
        return limits.findings;
    }

    private void size(ObjectNode values) {
        int bytes = Json.bytes(values);
        if (bytes > MAX_BYTES) {
            add(
                    "",
                    "The values are too long: %,d bytes of at most %,d."
                            .formatted(bytes, MAX_BYTES));
        }
    }

    private void walk(FieldSchema schema, JsonNode value, String pointer, int depth) {
        if (findings.size() >= MAX_FINDINGS) {
            return;
        }
        if (depth > MAX_DEPTH) {
            add(
                    Pointers.top(pointer),
                    "Is nested too deeply: at most %d levels.".formatted(MAX_DEPTH));
        } else if (value.isContainer()) {
            entries(schema, value, pointer, depth);
        } else if (value.isString()) {
            text(schema, value.stringValue(), pointer);
        } else if (value.isBigDecimal()) {
            number(value.decimalValue(), pointer);
        }
    }

    private void entries(FieldSchema schema, JsonNode value, String pointer, int depth) {
        if (value.size() > MAX_ENTRIES) {
            add(
                    pointer,
                    "Has %,d entries, but may have at most %,d."
                            .formatted(value.size(), MAX_ENTRIES));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                walk(item(schema, i), value.get(i), pointer + "/" + i, depth + 1);
            }
        } else {
            names(schema, value, pointer, depth);
        }
    }

    private void names(FieldSchema schema, JsonNode value, String pointer, int depth) {
        for (var entry : value.properties()) {
            var name = entry.getKey();
            if (TextRules.problem(name, false).isPresent() || tooLong(name)) {
                add(pointer, "Has a name with characters that can't be used, or too long a name.");
            } else {
                walk(
                        property(schema, name),
                        entry.getValue(),
                        Pointers.child(pointer, name),
                        depth + 1);
            }
        }
    }

    private void text(FieldSchema schema, String text, String pointer) {
        TextRules.problem(text, schema.isMultiline()).ifPresent(message -> add(pointer, message));
        if (!schema.node().has("maxLength") && tooLong(text)) {
            add(pointer, "Is too long: at most %,d bytes.".formatted(MAX_TEXT_BYTES));
        }
    }

    /**
     * Digits that would have to be written out: 1e999999999 is short here and endless elsewhere.
     */
    private void number(BigDecimal number, String pointer) {
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            add(pointer, "Has too many digits: at most %,d.".formatted(MAX_DIGITS));
        }
    }

    private static FieldSchema item(FieldSchema schema, int index) {
        var tuple = schema.node().path("prefixItems");
        return new FieldSchema(
                "", tuple.has(index) ? tuple.get(index) : schema.node().path("items"), true);
    }

    private static FieldSchema property(FieldSchema schema, String name) {
        var declared = schema.node().path("properties").path(name);
        var node = declared.isMissingNode() ? schema.node().path("additionalProperties") : declared;
        return new FieldSchema(name, node, true);
    }

    private static boolean tooLong(String text) {
        return text.length() > MAX_TEXT_BYTES / 4
                && text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES;
    }

    private void add(String pointer, String message) {
        findings.add(new Finding(pointer, message));
    }
}
