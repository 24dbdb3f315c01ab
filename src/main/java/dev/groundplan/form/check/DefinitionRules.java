package dev.groundplan.form.check;

import dev.groundplan.form.schema.FieldKind;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a schema must not hold, because no form could be made of it or no value be judged safely.
 */
public final class DefinitionRules {
    private static final int MAX_DEPTH = 16;
    private static final Set<String> LINKS =
            Set.of(
                    "$ref",
                    "$dynamicRef",
                    "$recursiveRef",
                    "$schema",
                    "$id",
                    "$anchor",
                    "$vocabulary");
    private static final Set<String> TOP_LEVEL = Set.of("x-if", "x-fixed");

    private final List<String> problems = new ArrayList<>();

    private DefinitionRules() {}

    public static Optional<String> problem(JsonNode schema) {
        if (!schema.path("type").asString("").equals("object")) {
            return Optional.of("The schema of a form must be of type object.");
        }
        var rules = new DefinitionRules();
        rules.properties(new FieldSchema("", schema, true), "", 0, true);
        return rules.problems.stream().findFirst().or(() -> uncompilable(schema));
    }

    private static Optional<String> uncompilable(JsonNode schema) {
        try {
            new SchemaRules(schema);
            return Optional.empty();
        } catch (RuntimeException refused) {
            return Optional.of("The schema can't be read: " + refused.getMessage());
        }
    }

    private void walk(FieldSchema schema, String pointer, int depth, boolean fixedPlace) {
        if (depth > MAX_DEPTH) {
            problem(pointer, "is nested too deeply: at most %d levels.".formatted(MAX_DEPTH));
            return;
        }
        keywords(schema.node(), pointer, depth);
        if (schema.isSecret() && !fixedPlace) {
            problem(pointer, "is a secret inside of a list or map. Mark the whole list as secret.");
        }
        properties(schema, pointer, depth, fixedPlace);
        if (schema.kind() == FieldKind.LIST) {
            walk(schema.items(), pointer + "/items", depth + 1, false);
        } else if (schema.kind() == FieldKind.MAP) {
            walk(schema.mapValues(), pointer + "/additionalProperties", depth + 1, false);
        }
        schema.tupleItems().forEach(item -> walk(item, pointer + "/items", depth + 1, false));
    }

    private void properties(FieldSchema schema, String pointer, int depth, boolean fixedPlace) {
        schema.properties()
                .forEach(
                        (name, property) ->
                                walk(
                                        property,
                                        Pointers.child(pointer, name),
                                        depth + 1,
                                        fixedPlace));
    }

    private void keywords(JsonNode schema, String pointer, int depth) {
        for (var keyword : LINKS) {
            if (schema.has(keyword)) {
                problem(pointer, "uses %s. Write the type out instead.".formatted(keyword));
            }
        }
        for (var keyword : TOP_LEVEL) {
            if (schema.has(keyword) && depth > 1) {
                problem(
                        pointer,
                        "uses %s, which only a whole parameter can have.".formatted(keyword));
            }
        }
        patterns(schema, pointer);
    }

    private void patterns(JsonNode schema, String pointer) {
        var judging = ValidationSchema.of(schema);
        var patterns = new ArrayList<String>();
        judging.findValues("pattern").stream()
                .filter(JsonNode::isString)
                .forEach(pattern -> patterns.add(pattern.stringValue()));
        judging.findValues("patternProperties")
                .forEach(named -> patterns.addAll(named.propertyNames()));
        for (var pattern : patterns) {
            LinearPatterns.problem(pattern)
                    .ifPresent(
                            why ->
                                    problem(
                                            pointer,
                                            "has a pattern that can't be used: " + why + "."));
        }
    }

    private void problem(String pointer, String what) {
        problems.add(
                "The parameter “%s” %s".formatted(pointer.substring(1).replace('/', '.'), what));
    }
}
