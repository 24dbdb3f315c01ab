package dev.groundplan.engine.chef;

import dev.groundplan.engine.Problem;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Schema of a template that describes an object of named values. */
final class SchemaFile {
    private static final int LARGEST = 1 << 20;

    private final Path root;
    private final List<Problem> problems;

    /**
     * @param root what problems name files relative to
     * @param problems gets what is wrong with the files that are read
     */
    SchemaFile(Path root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** Empty when there is no such file, or when it can't be used: then a problem says why. */
    Optional<ObjectNode> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST) {
            return refused(file, 0, "The file is larger than 1 MB.");
        }
        try {
            return checked(file, Json.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            return refused(
                    file, line, "This is not valid JSON: " + e.getOriginalMessage().strip() + ".");
        }
    }

    private Optional<ObjectNode> checked(Path file, JsonNode document) {
        if (!(document instanceof ObjectNode schema)
                || !schema.path("type").asString("object").equals("object")) {
            return refused(file, 0, "The schema must be one of type object.");
        }
        if (schema.has("properties") && !schema.path("properties").isObject()) {
            return refused(file, 0, "\"properties\" must be an object.");
        }
        for (var property : schema.path("properties").properties()) {
            if (!property.getValue().isObject()) {
                return refused(file, 0, "The schema of " + property.getKey() + " is no object.");
            }
        }
        var required = schema.path("required");
        if (schema.has("required")
                && !(required.isArray() && required.valueStream().allMatch(JsonNode::isString))) {
            return refused(file, 0, "\"required\" must be a list of names.");
        }
        return Optional.of(plain(schema));
    }

    private static ObjectNode plain(ObjectNode schema) {
        schema.remove("$schema");
        schema.remove("$id");
        schema.put("type", "object");
        if (!schema.has("properties")) {
            schema.putObject("properties");
        }
        for (var property : schema.path("properties")) {
            if (property.path("writeOnly").asBoolean(false)) {
                ((ObjectNode) property).remove("default");
            }
        }
        return schema;
    }

    private Optional<ObjectNode> refused(Path file, int line, String why) {
        problems.add(Problem.error(root.relativize(file).toString(), line, why));
        return Optional.empty();
    }
}
