package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a playbook and its roles declare: parameters by the roles' argument specifications and by
 * {@code vars_prompt}, outputs by {@code set_stats}. Reads files only.
 */
final class SourceReader {
    private static final List<String> LISTS =
            List.of("pre_tasks", "tasks", "post_tasks", "block", "rescue", "always");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, DeclaredOutput> outputs = new LinkedHashMap<>();
    private final Set<String> roles = new LinkedHashSet<>();
    private final ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    private final Path root;
    private final Path folder;
    private final Yaml yaml;

    private SourceReader(Path root, Playbook playbook) {
        this.root = root;
        this.folder = root.resolve(playbook.folder());
        this.yaml = new Yaml(root, problems);
        schema.putObject("properties");
    }

    /** The outputs that a job's step declares. */
    static List<DeclaredOutput> outputs(StepJob job) throws EngineException {
        var root = job.dir().source();
        return read(root, Playbook.of(root, job.step())).outputs();
    }

    /**
     * @param root the template's folder
     */
    static SourceDescription read(Path root, Playbook playbook) throws EngineException {
        try {
            return new SourceReader(root, playbook).describe(playbook);
        } catch (IOException e) {
            throw new EngineException(playbook.path() + " can't be read: " + e.getMessage(), e);
        }
    }

    private SourceDescription describe(Playbook playbook) throws IOException {
        if (playbook.role()) {
            role(root.resolve(playbook.path()));
        } else {
            for (var play : yaml.read(root.resolve(playbook.path())).orElse(empty())) {
                play(play);
            }
        }
        return new SourceDescription(schema, List.copyOf(outputs.values()), problems);
    }

    private void play(JsonNode play) throws IOException {
        for (var prompt : play.path("vars_prompt")) {
            prompt(prompt);
        }
        for (var role : play.path("roles")) {
            var name = role.isString() ? role.asString() : Json.text(role, "role");
            named(name.isEmpty() ? Json.text(role, "name") : name);
        }
        tasks(play);
    }

    private void prompt(JsonNode prompt) {
        var name = Json.text(prompt, "name");
        var property = ((ObjectNode) schema.path("properties")).putObject(name);
        property.put("type", "string");
        if (prompt.path("prompt").isString()) {
            property.put("description", Json.text(prompt, "prompt"));
        }
        if (prompt.path("private").asBoolean(true)) {
            property.put("writeOnly", true);
        } else if (prompt.path("default").isValueNode()) {
            property.put("default", prompt.path("default").asString());
        }
        if (!prompt.has("default")) {
            schema.withArray("required").add(name);
        }
    }

    /** A role beside the playbook; those of collections declare nothing here. */
    private void named(String name) throws IOException {
        if (!name.isEmpty() && !name.contains("{{")) {
            role(folder.resolve("roles").resolve(name).normalize());
        }
    }

    private void role(Path role) throws IOException {
        if (!role.startsWith(root) || !roles.add(role.toString())) {
            return;
        }
        var defaults = yaml.read(role.resolve("defaults/main.yml")).orElse(empty());
        ArgumentSpecs.describe(schema, arguments(role), defaults);
        for (var task : yaml.read(role.resolve("tasks/main.yml")).orElse(empty())) {
            task(task);
        }
    }

    private JsonNode arguments(Path role) throws IOException {
        var specs = yaml.read(role.resolve("meta/argument_specs.yml"));
        if (specs.isEmpty()) {
            specs = yaml.read(role.resolve("meta/main.yml"));
        }
        return specs.orElse(empty()).path("argument_specs").path("main").path("options");
    }

    private void tasks(JsonNode lists) throws IOException {
        for (var name : LISTS) {
            for (var task : lists.path(name)) {
                task(task);
            }
        }
    }

    private void task(JsonNode task) throws IOException {
        tasks(task);
        for (var module : List.of("import_role", "include_role")) {
            named(Json.text(argument(task, module), "name"));
        }
        var data = argument(task, "set_stats").path("data");
        for (var output : data.properties()) {
            boolean sensitive = task.path("no_log").asBoolean(false) || mentionsSecret(output);
            outputs.put(output.getKey(), new DeclaredOutput(output.getKey(), null, sensitive));
        }
    }

    private static JsonNode argument(JsonNode task, String module) {
        return task.has(module) ? task.path(module) : task.path("ansible.builtin." + module);
    }

    /** Whether an output is made of a parameter that is a secret. */
    private boolean mentionsSecret(Map.Entry<String, JsonNode> output) {
        var words = WORD.matcher(output.getValue().toString());
        return words.results()
                .anyMatch(
                        word ->
                                schema.path("properties")
                                        .path(word.group())
                                        .path("writeOnly")
                                        .asBoolean(false));
    }

    private static JsonNode empty() {
        return Json.MAPPER.createObjectNode();
    }
}
