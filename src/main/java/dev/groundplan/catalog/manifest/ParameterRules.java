package dev.groundplan.catalog.manifest;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a form can be filled in at all: its defaults, choices, limits and conditions fit each
 * other.
 */
final class ParameterRules {
    private static final List<List<String>> LIMITS =
            List.of(
                    List.of("minimum", "maximum"),
                    List.of("minLength", "maxLength"),
                    List.of("minItems", "maxItems"),
                    List.of("minProperties", "maxProperties"));

    private final Map<String, ObjectNode> parameters;
    private final Set<String> neededBySources;
    private final Map<String, String> pointers;
    private final Problems problems;

    ParameterRules(
            Map<String, ObjectNode> parameters,
            Set<String> neededBySources,
            Map<String, String> pointers,
            Problems problems) {
        this.parameters = parameters;
        this.neededBySources = neededBySources;
        this.pointers = pointers;
        this.problems = problems;
    }

    /** Only what the manifest says is judged here; the sources were checked by their engine. */
    void check() {
        pointers.forEach(
                (name, pointer) -> {
                    var parameter = requireNonNull(parameters.get(name));
                    limits(parameter, pointer);
                    values(parameter, pointer);
                    secret(parameter, pointer);
                    condition(name, parameter, pointer);
                });
    }

    private void limits(ObjectNode parameter, String pointer) {
        for (var pair : LIMITS) {
            var least = parameter.path(pair.get(0));
            var most = parameter.path(pair.get(1));
            if (least.isNumber()
                    && most.isNumber()
                    && least.decimalValue().compareTo(most.decimalValue()) > 0) {
                problems.at(
                        pointer,
                        "'" + pair.get(0) + "' is above '" + pair.get(1) + "': no value can fit.");
            }
        }
    }

    private void values(ObjectNode parameter, String pointer) {
        var seen = new HashSet<JsonNode>();
        for (int i = 0; i < parameter.path("oneOf").size(); i++) {
            var choice = parameter.get("oneOf").get(i).path("const");
            if (!seen.add(choice)) {
                problems.at(
                        pointer + "/oneOf/" + i, "The choice " + choice + " stands here twice.");
            }
            fits(
                    withoutChoices(parameter),
                    choice,
                    pointer + "/oneOf/" + i,
                    "The choice " + choice);
        }
        for (int i = 0; i < parameter.path("enum").size(); i++) {
            var choice = parameter.get("enum").get(i);
            fits(withoutChoices(parameter), choice, pointer + "/enum/" + i, "The choice " + choice);
        }
        if (parameter.has("default")) {
            fits(parameter, parameter.get("default"), pointer + "/default", "The default");
        }
        for (int i = 0; i < parameter.path("examples").size(); i++) {
            fits(
                    parameter,
                    parameter.get("examples").get(i),
                    pointer + "/examples/" + i,
                    "The example");
        }
    }

    private void fits(ObjectNode schema, JsonNode value, String pointer, String what) {
        SchemaCheck.check(schema, value).stream()
                .findFirst()
                .ifPresent(
                        misfit ->
                                problems.at(
                                        pointer,
                                        what
                                                + " does not fit the parameter: "
                                                + misfit.message()
                                                + "."));
    }

    private static ObjectNode withoutChoices(ObjectNode parameter) {
        var copy = parameter.deepCopy();
        copy.remove(List.of("oneOf", "enum"));
        return copy;
    }

    private void secret(ObjectNode parameter, String pointer) {
        if (parameter.path("writeOnly").asBoolean(false)
                && (parameter.has("default") || parameter.has("examples"))) {
            problems.at(
                    pointer,
                    "A secret can't have a default or examples: everybody who sees the catalog could read them.");
        }
    }

    private void condition(String name, ObjectNode parameter, String pointer) {
        var conditions = parameter.path("x-if");
        for (var other : conditions.propertyNames()) {
            var at = YamlTree.child(pointer + "/if", other);
            if (other.equals(name) || !parameters.containsKey(other)) {
                problems.at(
                        at,
                        "'if' must name another parameter." + DidYouMean.hint(other, others(name)));
            } else {
                fits(
                        parameters.get(other),
                        conditions.get(other),
                        at,
                        "The value of '" + other + "'");
            }
        }
        if (conditions.isObject() && neededBySources.contains(name)) {
            problems.at(
                    pointer,
                    "The source needs '"
                            + name
                            + "' always, so it can't be hidden by 'if'. Give it a default"
                            + " in the source.");
        }
        if (conditions.isObject() && circular(name, name, new HashSet<>())) {
            problems.at(pointer + "/if", "The conditions of '" + name + "' depend on itself.");
        }
    }

    private boolean circular(String start, String name, Set<String> seen) {
        var schema = parameters.getOrDefault(name, JsonNodeFactory.instance.objectNode());
        for (var other : schema.path("x-if").propertyNames()) {
            if (other.equals(start) && !name.equals(start)
                    || seen.add(other) && circular(start, other, seen)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> others(String name) {
        var others = new java.util.LinkedHashSet<>(parameters.keySet());
        others.remove(name);
        return others;
    }
}
