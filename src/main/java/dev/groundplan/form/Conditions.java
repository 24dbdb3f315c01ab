package dev.groundplan.form;

import dev.groundplan.form.schema.Choice;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which parameters are asked for: {@code x-if} names the values that other parameters must have.
 */
final class Conditions {
    static final String KEYWORD = "x-if";

    private final Map<String, FieldSchema> parameters;
    private final ObjectNode values;

    Conditions(FormDefinition definition, ObjectNode values) {
        this.parameters = definition.parameters();
        this.values = values;
    }

    /** A copy without the values of parameters that are not asked for. */
    ObjectNode visible() {
        var visible = values.deepCopy();
        parameters.keySet().stream().filter(name -> !holds(name)).forEach(visible::remove);
        return visible;
    }

    boolean holds(String parameter) {
        return holds(parameter, new HashSet<>());
    }

    /** A parameter that depends on a hidden one is hidden too; a circle is never shown. */
    private boolean holds(String parameter, Set<String> asking) {
        var schema = parameters.get(parameter);
        if (schema == null || !asking.add(parameter)) {
            return false;
        }
        boolean holds =
                of(schema)
                        .propertyStream()
                        .allMatch(
                                wanted ->
                                        holds(wanted.getKey(), asking)
                                                && Json.same(
                                                        wanted.getValue(), value(wanted.getKey())));
        asking.remove(parameter);
        return holds;
    }

    private @Nullable JsonNode value(String parameter) {
        var value = values.get(parameter);
        var schema = parameters.get(parameter);
        return value == null && schema != null ? schema.defaultValue() : value;
    }

    static JsonNode of(FieldSchema schema) {
        return schema.node().path(KEYWORD);
    }

    /** "Only if Reachable from the internet is yes"; empty when there is no condition. */
    String sentence(FieldSchema schema) {
        var parts =
                of(schema)
                        .propertyStream()
                        .map(wanted -> part(wanted.getKey(), wanted.getValue()))
                        .collect(Collectors.joining(" and "));
        return parts.isEmpty() ? "" : "Only if " + parts;
    }

    private String part(String parameter, JsonNode value) {
        var schema = parameters.get(parameter);
        return schema == null ? parameter : schema.label() + " is " + describe(schema, value);
    }

    private static String describe(FieldSchema schema, JsonNode value) {
        if (value.isBoolean()) {
            return (value.booleanValue() ? "Yes" : "No").toLowerCase(Locale.ROOT);
        }
        return Choice.byValue(schema.choices(), value)
                .map(choice -> "“" + choice.label() + "”")
                .orElseGet(() -> Json.plain(value));
    }

    /**
     * For the browser, JSON: the name of each controlling field → the token it must have; empty for
     * none.
     */
    String terms(FieldSchema schema) {
        var terms = Json.object();
        of(schema)
                .propertyStream()
                .forEach(
                        wanted ->
                                terms.put(
                                        FieldView.Place.root(wanted.getKey()).name(),
                                        token(wanted.getKey(), wanted.getValue())));
        return terms.isEmpty() ? "" : Json.compact(terms);
    }

    private String token(String parameter, JsonNode value) {
        var schema = parameters.get(parameter);
        return schema == null
                ? Json.plain(value)
                : Choice.byValue(schema.choices(), value)
                        .map(Choice::token)
                        .orElseGet(() -> Json.plain(value));
    }
}
