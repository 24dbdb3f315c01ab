package dev.groundplan.form.check;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the JSON Schema of a form says about values, in sentences. */
public final class SchemaRules {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry ->
                            registry.schemaCacheEnabled(false)
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .regularExpressionFactory(new LinearPatterns())
                                                    .formatAssertionsEnabled(true)
                                                    .pathType(PathType.JSON_POINTER)
                                                    .build()));

    /** Where one of these speaks, the others have nothing to add. */
    private static final Set<String> DECISIVE = Set.of("type", "enum", "const");

    private final JsonNode schema;
    private final Schema compiled;

    /**
     * @param schema must have passed {@code FormDefinitions.problem}
     */
    public SchemaRules(JsonNode schema) {
        this.schema = schema;
        this.compiled = REGISTRY.getSchema(ValidationSchema.of(schema));
    }

    /**
     * @param secrets pointers to values that must not be repeated, not even in parts
     */
    public List<Finding> check(JsonNode values, Set<String> secrets) {
        var errors = compiled.validate(values);
        var decided =
                errors.stream()
                        .filter(error -> DECISIVE.contains(error.getKeyword()))
                        .map(SchemaRules::pointer)
                        .collect(Collectors.toSet());
        var findings = new ArrayList<Finding>();
        for (var error : errors) {
            if (DECISIVE.contains(error.getKeyword()) || !decided.contains(pointer(error))) {
                findings.add(finding(error, values, secrets));
            }
        }
        return findings.stream().distinct().toList();
    }

    private Finding finding(Error error, JsonNode values, Set<String> secrets) {
        var pointer = pointer(error);
        var secret = secrets.stream().filter(s -> Pointers.within(pointer, s)).findFirst();
        var field = field(error);
        var alternative = isAlternative(error.getEvaluationPath().toString());
        var keyword = alternative ? "anyOf" : error.getKeyword();
        var broken = new Broken(keyword, error.getProperty(), values.at(pointer));
        return secret.map(s -> new Finding(s, Sentences.ofSecret(field, broken, pointer.equals(s))))
                .orElseGet(() -> new Finding(pointer, Sentences.of(field, broken)));
    }

    /** The schema whose keyword was broken; for a missing property the property's. */
    private FieldSchema field(Error error) {
        var path = error.getEvaluationPath().toString();
        var node = schema.at(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
        if (isAlternative(path)) {
            return new FieldSchema("", Json.object(), true);
        }
        var missing = error.getKeyword().equals("required");
        return new FieldSchema(
                "", missing ? node.path("properties").path(error.getProperty()) : node, true);
    }

    private static String pointer(Error error) {
        var pointer = error.getInstanceLocation().toString();
        return error.getKeyword().equals("required")
                ? Pointers.child(pointer, error.getProperty())
                : pointer;
    }

    private static boolean isAlternative(String path) {
        return path.matches(".*/(anyOf|oneOf)/\\d+/.*");
    }

    /**
     * A broken keyword.
     *
     * @param property the name that is missing or too much, if the keyword is about names
     */
    record Broken(String keyword, String property, JsonNode value) {}
}
