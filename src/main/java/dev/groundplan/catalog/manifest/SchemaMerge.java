package dev.groundplan.catalog.manifest;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays what the manifest says about a parameter over what the source says. The manifest names,
 * explains and tightens; it never contradicts: what the form accepts, the tool must accept too.
 */
final class SchemaMerge {
    private static final Set<String> LOWER =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private final Problems problems;

    SchemaMerge(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param pointer of the overlay in the manifest
     */
    ObjectNode merge(ObjectNode declared, ObjectNode overlay, String pointer) {
        var merged = declared.deepCopy();
        for (var key : overlay.propertyNames()) {
            var value = overlay.get(key);
            var at = YamlTree.child(pointer, key);
            switch (key) {
                case "type" -> type(merged, value, at);
                case "enum" -> among(merged, value, value, at);
                case "oneOf" -> choices(merged, value, at);
                case "properties" -> properties(merged, (ObjectNode) value, at);
                case "items", "additionalProperties" -> part(merged, key, value, at);
                case "required" -> required(merged, value);
                case "writeOnly" -> secret(merged, value, pointer);
                default -> limit(merged, key, value, at);
            }
        }
        return merged;
    }

    private void type(ObjectNode merged, JsonNode type, String at) {
        var declared = merged.path("type");
        var narrower = declared.asString("").equals("number") && type.asString().equals("integer");
        if (!declared.isMissingNode() && !declared.equals(type) && !narrower) {
            problems.at(
                    at,
                    "The source says type "
                            + declared.asString()
                            + ", so it can't be "
                            + type.asString()
                            + " here.");
        } else {
            merged.set("type", type);
        }
    }

    private void limit(ObjectNode merged, String key, JsonNode value, String at) {
        var declared = merged.path(key);
        if (declared.isNumber() && loosens(key, declared, value)) {
            problems.at(
                    at,
                    "The source limits '"
                            + key
                            + "' to "
                            + declared.asString()
                            + ", so it can't be "
                            + value.asString()
                            + " here.");
            return;
        }
        if (merged.path("x-error") instanceof ObjectNode messages && !declared.equals(value)) {
            messages.remove(key);
        }
        merged.set(key, value);
    }

    private static boolean loosens(String key, JsonNode declared, JsonNode value) {
        var order = value.decimalValue().compareTo(declared.decimalValue());
        return LOWER.contains(key) && order < 0 || UPPER.contains(key) && order > 0;
    }

    private void choices(ObjectNode merged, JsonNode choices, String at) {
        var values = merged.arrayNode();
        choices.forEach(choice -> values.add(choice.get("const")));
        among(merged, choices, values, at);
        merged.remove("enum");
        merged.set("oneOf", choices);
    }

    private void among(ObjectNode merged, JsonNode shown, JsonNode values, String at) {
        var allowed = merged.path("enum");
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (allowed.isArray() && allowed.valueStream().noneMatch(value::equals)) {
                problems.at(
                        at + "/" + i,
                        "The source does not allow " + value + ", only " + allowed + ".");
            }
        }
        merged.set("enum", shown);
    }

    private void properties(ObjectNode merged, ObjectNode overlay, String at) {
        var parts = merged.withObjectProperty("properties");
        for (var name : overlay.propertyNames()) {
            var here = YamlTree.child(at, name);
            var declared = parts.path(name);
            if (declared.isMissingNode() && !parts.isEmpty() && closed(merged)) {
                problems.at(
                        here,
                        "The source has no '"
                                + name
                                + "' here."
                                + DidYouMean.hint(name, parts.propertyNames()));
            } else {
                var known = declared instanceof ObjectNode object ? object : parts.objectNode();
                parts.set(name, merge(known, (ObjectNode) overlay.get(name), here));
            }
        }
    }

    private static boolean closed(ObjectNode schema) {
        return schema.path("additionalProperties").isBoolean()
                && !schema.get("additionalProperties").booleanValue();
    }

    private void part(ObjectNode merged, String key, JsonNode overlay, String at) {
        if (overlay instanceof ObjectNode object
                && merged.path(key) instanceof ObjectNode declared) {
            merged.set(key, merge(declared, object, at));
        } else if (!merged.has(key)) {
            merged.set(key, overlay);
        } else if (!merged.get(key).equals(overlay)) {
            problems.at(at, "The source says otherwise: leave '" + key + "' out.");
        }
    }

    private static void required(ObjectNode merged, JsonNode names) {
        var required = merged.withArrayProperty("required");
        names.forEach(
                name -> {
                    if (required.valueStream().noneMatch(name::equals)) {
                        required.add(name);
                    }
                });
    }

    private void secret(ObjectNode merged, JsonNode secret, String pointer) {
        if (merged.path("writeOnly").asBoolean(false) && !secret.asBoolean()) {
            problems.at(
                    pointer + "/secret",
                    "The source marks it as sensitive, so it is a secret here too.");
        } else {
            merged.set("writeOnly", secret);
        }
    }
}
