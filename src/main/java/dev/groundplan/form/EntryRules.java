package dev.groundplan.form;

import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Rules on what was typed that JSON Schema can't say: empty rows, doubled names, unreadable JSON,
 * short secrets.
 */
final class EntryRules {
    /** Shorter ones can't be masked in logs without masking half of the log. */
    private static final int MIN_SECRET = 6;

    private static final int MAX_PROBLEMS = 200;

    private final Known known;
    private final List<ValueProblem> problems = new ArrayList<>();

    private EntryRules(Known known) {
        this.known = known;
    }

    static List<ValueProblem> check(FormDefinition definition, JsonNode values, Known known) {
        var rules = new EntryRules(known);
        definition
                .parameters()
                .forEach((name, schema) -> rules.walkIfPresent(schema, values, "", name));
        return rules.problems;
    }

    private void walk(FieldSchema schema, JsonNode value, String pointer) {
        if (schema.isSecret() && known.isKept(pointer, value)) {
            return;
        }
        if (isReference(value)) {
            problem(pointer, "Must not be a reference to a secret. Type the value itself.");
        } else if (Json.isUnreadable(value)) {
            unreadable(schema, value, pointer);
        } else if (schema.isSecret()) {
            secret(schema, value, pointer);
        } else {
            inside(schema, value, pointer);
        }
    }

    private void inside(FieldSchema schema, JsonNode value, String pointer) {
        switch (schema.kind()) {
            case LIST -> items(schema.items(), value, pointer);
            case TUPLE -> tuple(schema, value, pointer);
            case MAP -> map(schema, value, pointer);
            case OBJECT ->
                    schema.properties()
                            .forEach((name, child) -> walkIfPresent(child, value, pointer, name));
            default -> references(value, pointer);
        }
    }

    private void walkIfPresent(FieldSchema schema, JsonNode parent, String pointer, String name) {
        var value = parent.get(name);
        if (value != null) {
            walk(schema, value, Pointers.child(pointer, name));
        }
    }

    private void items(FieldSchema items, JsonNode list, String pointer) {
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            item(items, list.get(i), pointer + "/" + i);
        }
    }

    private void tuple(FieldSchema schema, JsonNode list, String pointer) {
        var items = schema.tupleItems();
        for (int i = 0; i < Math.min(list.size(), items.size()) && list.isArray(); i++) {
            item(items.get(i), list.get(i), pointer + "/" + i);
        }
    }

    private void item(FieldSchema schema, JsonNode value, String pointer) {
        boolean allowed = schema.node().path("minLength").asInt(-1) == 0;
        boolean offered = schema.choices().stream().anyMatch(c -> Json.same(c.value(), value));
        if (value.isString() && value.stringValue().isEmpty() && !allowed && !offered) {
            problem(pointer, "Fill in this entry or remove it.");
        } else {
            walk(schema, value, pointer);
        }
    }

    private void map(FieldSchema schema, JsonNode value, String pointer) {
        if (value.isArray() && MapRows.isRows(value)) {
            rows(value, pointer);
        } else if (value.isObject()) {
            var values = schema.mapValues();
            value.propertyStream()
                    .forEach(e -> walk(values, e.getValue(), Pointers.child(pointer, e.getKey())));
        }
    }

    private void rows(JsonNode value, String pointer) {
        var seen = new HashSet<String>();
        var rows = MapRows.of(value).all();
        for (int i = 0; i < rows.size(); i++) {
            var key = rows.get(i).key();
            if (key.isEmpty()) {
                problem(pointer + "/" + i, "Enter a name, or remove this entry.");
            } else if (!seen.add(key)) {
                problem(pointer + "/" + i, "The name is used twice. Change or remove one of them.");
            }
        }
    }

    private void unreadable(FieldSchema schema, JsonNode value, String pointer) {
        if (Json.plain(value).isEmpty()) {
            problem(pointer, "Fill in this entry or remove it.");
        } else if (schema.isSecret()) {
            problem(pointer, "Is not valid JSON.");
        } else {
            problem(pointer, "Is not valid JSON. Texts need quotation marks: \"text\".");
        }
    }

    private void secret(FieldSchema schema, JsonNode value, String pointer) {
        var text = Json.plain(value);
        boolean single = value.isString() || value.isNumber();
        boolean unsaid = schema.node().path("minLength").asInt(0) < MIN_SECRET;
        if (single && unsaid && text.codePointCount(0, text.length()) < MIN_SECRET) {
            problem(
                    pointer,
                    "Must be at least %d characters long, or it could not be hidden in logs."
                            .formatted(MIN_SECRET));
        } else {
            references(value, pointer);
        }
    }

    /**
     * Kept secrets are written this way; from outside it would be a way to another one's secret.
     */
    private void references(JsonNode value, String pointer) {
        if (isReference(value) || value.valueStream().anyMatch(EntryRules::holdsReference)) {
            problem(pointer, "Must not hold a reference to a secret. Type the value itself.");
        }
    }

    private static boolean holdsReference(JsonNode value) {
        return isReference(value) || value.valueStream().anyMatch(EntryRules::holdsReference);
    }

    private static boolean isReference(JsonNode value) {
        return value.isObject() && value.has("$secret");
    }

    private void problem(String pointer, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new ValueProblem(pointer, message));
        }
    }
}
