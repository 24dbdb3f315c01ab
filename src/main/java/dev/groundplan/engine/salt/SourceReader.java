package dev.groundplan.engine.salt;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an SLS declares: parameters by the {@code parameters.schema.json} beside it, outputs by
 * {@code groundplan.output} and {@code groundplan.secret}. Reads files only.
 */
final class SourceReader {
    static final String PARAMETERS = "parameters.schema.json";
    private static final int LARGEST = 1 << 20;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** A pillar value that is put into YAML as it is. */
    private static final Pattern BARE =
            Pattern.compile(
                    "\\{\\{-?\\s*(?:pillar(?:\\.\\w+|\\[[^]|]*])+|(?:pillar\\.get|salt\\['pillar\\.get'])\\([^)|]*\\))\\s*-?}}");

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, DeclaredOutput> outputs = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Path root;
    private final Sls applied;

    private SourceReader(Path root, Sls applied) {
        this.root = root;
        this.applied = applied;
    }

    /** The outputs that a job's step declares. */
    static List<DeclaredOutput> outputs(StepJob job) throws EngineException {
        var root = job.dir().source();
        return read(root, Sls.of(root, job.step())).outputs();
    }

    /**
     * @param root the template's folder
     */
    static SourceDescription read(Path root, Sls sls) throws EngineException {
        try {
            return new SourceReader(root, sls).describe();
        } catch (IOException e) {
            throw new EngineException(
                    "The SLS " + sls.name() + " can't be read: " + e.getMessage(), e);
        }
    }

    private SourceDescription describe() throws IOException {
        var schema = schema();
        states(applied.name(), schema);
        return new SourceDescription(schema, List.copyOf(outputs.values()), problems);
    }

    private ObjectNode schema() throws IOException {
        var file = root.resolve(applied.folder()).resolve(PARAMETERS);
        var name = root.relativize(file).toString();
        if (!Files.isRegularFile(file)) {
            return nothing();
        }
        if (Files.size(file) > LARGEST) {
            return refused(name, 0, "The file is larger than 1 MB.");
        }
        try {
            var read = Json.MAPPER.readTree(Files.readAllBytes(file));
            if (!(read instanceof ObjectNode schema)) {
                return refused(name, 1, "This is no JSON Schema: it must be an object.");
            }
            return checked(name, schema);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            return refused(name, line, "This is not valid JSON: " + e.getOriginalMessage());
        }
    }

    private ObjectNode checked(String name, ObjectNode schema) {
        if (!schema.path("type").asString("object").equals("object")) {
            return refused(name, 0, "The type of the parameters must be object.");
        }
        if (!schema.path("properties").isObject()) {
            return refused(name, 0, "It has no properties: each parameter is one of them.");
        }
        for (var property : schema.path("properties").properties()) {
            if (!property.getValue().isObject()) {
                return refused(
                        name, 0, "The schema of " + property.getKey() + " must be an object.");
            }
        }
        if (!schema.findValues("$ref").isEmpty()) {
            return refused(name, 0, "It has a $ref. Write the schema out where it is used.");
        }
        schema.remove(List.of("$schema", "$id", "title"));
        schema.put("type", "object");
        return schema;
    }

    private ObjectNode refused(String file, int line, String why) {
        problems.add(Problem.error(file, line, why));
        return nothing();
    }

    private static ObjectNode nothing() {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    /** An SLS and those that it includes by name. */
    private void states(String sls, ObjectNode schema) throws IOException {
        var file = applied.file(root, sls);
        if (file.isEmpty() || !seen.add(file.get())) {
            return;
        }
        var lines = lines(file.get());
        warn(file.get(), lines);
        var states = new StateLines(lines);
        for (var output : states.outputs()) {
            boolean secret = output.secret() || mentionsSecret(output.value(), schema);
            outputs.put(output.name(), new DeclaredOutput(output.name(), null, secret));
        }
        boolean folder = file.get().endsWith("/init.sls") || file.get().equals("init.sls");
        for (var include : states.includes()) {
            states(StateLines.resolved(include, sls, folder), schema);
        }
    }

    private List<String> lines(String file) throws IOException {
        if (Files.size(root.resolve(file)) > LARGEST) {
            problems.add(Problem.error(file, 0, "The file is larger than 1 MB."));
            return List.of();
        }
        return new String(
                        Files.readAllBytes(root.resolve(file)),
                        java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private void warn(String file, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            var bare = BARE.matcher(lines.get(i));
            if (bare.find()) {
                problems.add(new Problem(file, i + 1, advice(bare.group()), false));
            }
        }
    }

    private static String advice(String bare) {
        var value = bare.replaceAll("^\\{\\{-?\\s*|\\s*-?}}$", "");
        return "A quote or a line end in this value breaks the YAML around it. Write {{ "
                + value
                + " | json }}.";
    }

    /** Whether an output is made of a parameter that is a secret. */
    private static boolean mentionsSecret(String value, ObjectNode schema) {
        return WORD.matcher(value)
                .results()
                .anyMatch(
                        word ->
                                schema.path("properties")
                                        .path(word.group())
                                        .path("writeOnly")
                                        .asBoolean(false));
    }
}
