package dev.groundplan.catalog.manifest;

import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether values that an author wrote down fit a schema. Patterns are matched in linear time, by
 * RE2.
 */
final class SchemaCheck {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));
    private static final Set<String> PARTS =
            Set.of("properties", "items", "additionalProperties", "prefixItems");

    private static final Set<String> NOT_JUDGED =
            Set.of(
                    "pattern",
                    "propertyNames",
                    "patternProperties",
                    "format",
                    "default",
                    "examples");

    private SchemaCheck() {}

    /** One misfit: where in the value, and what is wrong, without a full stop. */
    record Misfit(String pointer, String message) {}

    static List<Misfit> check(ObjectNode schema, JsonNode value) {
        if (value.isString()
                && schema.path("pattern").isString()
                && !Pattern.compile(schema.get("pattern").stringValue())
                        .matcher(value.stringValue())
                        .find()) {
            return List.of(
                    new Misfit(
                            "",
                            "does not match the pattern " + schema.get("pattern").stringValue()));
        }
        return REGISTRY.getSchema(judged(schema)).validate(value).stream()
                .map(SchemaCheck::misfit)
                .toList();
    }

    private static Misfit misfit(Error error) {
        return new Misfit(error.getInstanceLocation().toString(), error.getMessage());
    }

    private static ObjectNode judged(ObjectNode schema) {
        var copy = schema.deepCopy();
        copy.propertyNames().stream()
                .filter(
                        key ->
                                NOT_JUDGED.contains(key)
                                        || key.startsWith("x-")
                                        || key.startsWith("ui:"))
                .toList()
                .forEach(copy::remove);
        for (var key : PARTS) {
            var part = copy.path(key);
            if (part instanceof ObjectNode object) {
                copy.set(key, key.equals("properties") ? eachJudged(object) : judged(object));
            }
        }
        return copy;
    }

    private static ObjectNode eachJudged(ObjectNode properties) {
        var copy = properties.objectNode();
        properties.forEachEntry(
                (name, each) -> {
                    if (each instanceof ObjectNode object) {
                        copy.set(name, judged(object));
                    }
                });
        return copy;
    }
}
