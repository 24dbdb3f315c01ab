package dev.groundplan.engine.chef;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a cookbook declares, which has no types itself: parameters in {@code
 * parameters.schema.json}, outputs in {@code outputs.schema.json}, in the step's source or beside
 * the cookbook. Reads files only.
 */
final class SourceReader {
    static final String PARAMETERS = "parameters.schema.json";
    static final String OUTPUTS = "outputs.schema.json";
    private static final List<String> KINDS = List.of(".rb", ".yml", ".yaml", ".json");

    private final List<Problem> problems = new ArrayList<>();
    private final Path root;
    private final SchemaFile schemas;

    private SourceReader(Path root) {
        this.root = root;
        this.schemas = new SchemaFile(root, problems);
    }

    /** The outputs that a job's step declares. */
    static List<DeclaredOutput> outputs(StepJob job) throws EngineException {
        return read(job.dir().source(), job.step()).outputs();
    }

    /**
     * @param root the template's folder
     */
    static SourceDescription read(Path root, StepSpec step) throws EngineException {
        var cookbooks = Cookbooks.of(root, step);
        try {
            var reader = new SourceReader(root);
            reader.recipes(cookbooks);
            if (Cookbooks.undoes(step)) {
                reader.recipes(Cookbooks.undo(root, step));
            }
            return reader.describe(cookbooks);
        } catch (IOException e) {
            throw new EngineException(step.source() + " can't be read: " + e.getMessage(), e);
        }
    }

    private SourceDescription describe(Cookbooks cookbooks) throws IOException {
        var parameters = schema(cookbooks, PARAMETERS).orElseGet(SourceReader::nothing);
        var outputs =
                schema(cookbooks, OUTPUTS)
                        .orElseGet(SourceReader::nothing)
                        .path("properties")
                        .properties()
                        .stream()
                        .map(output -> output(output.getKey(), output.getValue()))
                        .toList();
        return new SourceDescription(parameters, outputs, problems);
    }

    private static ObjectNode nothing() {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    /** The first that there is. */
    private Optional<ObjectNode> schema(Cookbooks cookbooks, String name) throws IOException {
        var folder = root.resolve(cookbooks.folder());
        var places =
                Stream.of(
                                root.resolve(cookbooks.source()).normalize(),
                                folder.resolve(cookbooks.name()),
                                folder)
                        .map(place -> place.resolve(name));
        var file = places.filter(Files::isRegularFile).findFirst();
        return file.isPresent() ? schemas.read(file.get()) : Optional.empty();
    }

    private static DeclaredOutput output(String name, JsonNode schema) {
        var description = schema.path("description");
        return new DeclaredOutput(
                name,
                description.isString() ? description.asString() : null,
                schema.path("writeOnly").asBoolean(false));
    }

    /** In local mode there is no server that could have what is not here. */
    private void recipes(Cookbooks cookbooks) {
        for (var recipe : cookbooks.recipes()) {
            var names = recipe.split("::", 2);
            var cookbook = root.resolve(cookbooks.folder()).resolve(names[0]);
            var files = KINDS.stream().map(kind -> cookbook.resolve("recipes/" + names[1] + kind));
            boolean there =
                    files.anyMatch(Files::isRegularFile)
                            || names[1].equals("default")
                                    && Files.isRegularFile(cookbook.resolve("recipe.rb"));
            if (!there) {
                problems.add(
                        Problem.error(
                                root.relativize(cookbook).toString(),
                                0,
                                "There is no recipe " + recipe + "."));
            }
        }
    }
}
