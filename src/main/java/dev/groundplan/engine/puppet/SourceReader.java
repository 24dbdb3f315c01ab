package dev.groundplan.engine.puppet;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a step's manifests declare: the parameters of its classes, and its outputs. Its classes are
 * the module's own one, or those that the manifest defines or includes. Reads files only.
 */
final class SourceReader {
    private static final int LARGEST = 1 << 20;
    private static final int MOST_FILES = 500;

    private final List<Problem> problems = new ArrayList<>();
    private final List<PuppetClass> classes = new ArrayList<>();
    private final List<ManifestReader.FoundOutput> outputs = new ArrayList<>();
    private final Set<Path> seen = new LinkedHashSet<>();
    private final Path root;
    private final Manifest manifest;

    private SourceReader(Path root, Manifest manifest) {
        this.root = root;
        this.manifest = manifest;
    }

    /** The outputs that a job's step declares. */
    static List<DeclaredOutput> outputs(StepJob job) throws EngineException {
        var root = job.dir().source();
        return read(root, Manifest.of(root, job.step())).outputs();
    }

    /**
     * @param root the template's folder
     */
    static SourceDescription read(Path root, Manifest manifest) throws EngineException {
        var reader = started(root, manifest);
        var schema = reader.schema();
        return new SourceDescription(schema, reader.declared(schema), reader.problems);
    }

    /** The classes that get the values of the step. */
    static List<PuppetClass> classes(Path root, Manifest manifest) throws EngineException {
        return started(root, manifest).classes;
    }

    /** All manifests of the step, relative to the template's root. */
    static List<String> files(Path root, Manifest manifest) throws EngineException {
        var files = new LinkedHashSet<String>();
        if (!manifest.isModule()) {
            files.add(manifest.path());
        }
        var folder =
                root.resolve(manifest.isModule() ? manifest.path() : manifest.modules())
                        .normalize();
        try (var all = Files.isDirectory(folder) ? Files.walk(folder) : Stream.<Path>empty()) {
            all.filter(file -> file.toString().endsWith(".pp"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MOST_FILES)
                    .forEach(file -> files.add(root.relativize(file).toString()));
        } catch (IOException e) {
            throw new EngineException(manifest.path() + " can't be read: " + e.getMessage(), e);
        }
        return List.copyOf(files);
    }

    private static SourceReader started(Path root, Manifest manifest) throws EngineException {
        var reader = new SourceReader(root, manifest);
        try {
            if (manifest.isModule()) {
                reader.module();
            } else {
                reader.file(root.resolve(manifest.path()));
            }
        } catch (IOException e) {
            throw new EngineException(manifest.path() + " can't be read: " + e.getMessage(), e);
        }
        return reader;
    }

    /** Of a module only the class that is included has parameters for the form. */
    private void module() throws IOException {
        file(root.resolve(manifest.path()).resolve("manifests/init.pp"));
        classes.removeIf(each -> !each.name().equals(manifest.module()));
    }

    private void file(Path file) throws IOException {
        if (!file.startsWith(root) || !Files.isRegularFile(file) || !seen.add(file)) {
            return;
        }
        var name = root.relativize(file).toString();
        if (Files.size(file) > LARGEST) {
            problems.add(Problem.error(name, 0, "The manifest is too large to be read."));
            return;
        }
        try {
            var found = ManifestReader.read(Files.readString(file));
            classes.addAll(found.classes());
            outputs.addAll(found.outputs());
            for (var included : found.included()) {
                included(included);
            }
        } catch (SyntaxException e) {
            problems.add(Problem.error(name, e.line(), e.getMessage()));
        } catch (CharacterCodingException e) {
            problems.add(Problem.error(name, 0, "The manifest is not UTF-8."));
        }
    }

    /** A class of a module stands where Puppet would load it from. */
    private void included(String name) throws IOException {
        var words = name.split("::", 2);
        var folder =
                words[0].equals(manifest.module())
                        ? root.resolve(manifest.path())
                        : root.resolve(manifest.modules()).resolve(words[0]);
        var rest = words.length == 1 ? "init" : words[1].replace("::", "/");
        file(folder.resolve("manifests").resolve(rest + ".pp").normalize());
    }

    private ObjectNode schema() {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        for (var owner : classes) {
            for (var parameter : owner.parameters()) {
                if (!properties.has(parameter.name())) {
                    properties.set(parameter.name(), property(owner, parameter));
                    if (parameter.isRequired()) {
                        schema.withArray("required").add(parameter.name());
                    }
                }
            }
        }
        return schema;
    }

    private static ObjectNode property(PuppetClass owner, Parameter parameter) {
        var property = parameter.type().schema();
        var description = owner.descriptions().get(parameter.name());
        if (description != null) {
            property.put("description", description);
        }
        if (parameter.literal() != null && !parameter.type().secret()) {
            property.set("default", parameter.literal());
        }
        return property;
    }

    private List<DeclaredOutput> declared(ObjectNode schema) {
        Map<String, DeclaredOutput> declared = new LinkedHashMap<>();
        for (var output : outputs) {
            boolean secret =
                    output.secret()
                            || output.mentions().stream()
                                    .anyMatch(
                                            name ->
                                                    schema.path("properties")
                                                            .path(name)
                                                            .path("writeOnly")
                                                            .asBoolean(false));
            declared.put(output.name(), new DeclaredOutput(output.name(), null, secret));
        }
        return List.copyOf(declared.values());
    }
}
