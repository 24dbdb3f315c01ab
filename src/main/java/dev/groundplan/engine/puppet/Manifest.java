package dev.groundplan.engine.puppet;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * What a step compiles: a manifest, or a module whose main class is included.
 *
 * @param path of the manifest or the module's folder, relative to the template's root
 * @param module the name of the module; empty for a manifest
 */
record Manifest(String path, String module) {
    static final String OF_MODULE = "groundplan-site.pp";

    private static final List<String> NAMES = List.of("site.pp", "manifests/site.pp");
    private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9_]{0,100}");

    /**
     * @param root the template's folder
     * @throws EngineException when the step's source is neither
     */
    static Manifest of(Path root, StepSpec step) throws EngineException {
        return at(root, step.source());
    }

    /** The one that takes back what the step did; empty when the step names none. */
    static Optional<Manifest> undo(Path root, StepSpec step) throws EngineException {
        var path = step.options().path("undo").asString("");
        return path.isEmpty() ? Optional.empty() : Optional.of(at(root, path));
    }

    private static Manifest at(Path root, String source) throws EngineException {
        var path = root.resolve(source).normalize();
        if (!path.startsWith(root)) {
            throw new EngineException(source + " is outside of the template's folder.");
        }
        var relative = root.relativize(path).toString();
        if (Files.isRegularFile(path)) {
            return new Manifest(relative, "");
        }
        if (Files.isRegularFile(path.resolve("manifests/init.pp"))) {
            return new Manifest(relative, moduleName(path, relative));
        }
        return NAMES.stream()
                .filter(name -> Files.isRegularFile(path.resolve(name)))
                .findFirst()
                .map(name -> new Manifest(root.relativize(path.resolve(name)).toString(), ""))
                .orElseThrow(
                        () ->
                                new EngineException(
                                        source
                                                + " is no manifest, no folder with a site.pp, and no module (with manifests/init.pp)."));
    }

    /** As metadata.json says it, {@code author-name}; else as the folder is called. */
    private static String moduleName(Path folder, String relative) throws EngineException {
        var metadata = folder.resolve("metadata.json");
        var module = Path.of(relative).getFileName().toString();
        try {
            if (Files.isRegularFile(metadata)) {
                var said = Json.text(Json.MAPPER.readTree(Files.readAllBytes(metadata)), "name");
                module = said.isEmpty() ? module : said.replaceFirst("^.*[-/]", "");
            }
        } catch (IOException | JacksonException e) {
            throw new EngineException("metadata.json can't be read: " + e.getMessage(), e);
        }
        if (!MODULE.matcher(module).matches()) {
            throw new EngineException(
                    "\""
                            + module
                            + "\" is no name for a module: use small letters, digits and '_', or say it in metadata.json.");
        }
        return module;
    }

    boolean isModule() {
        return !module.isEmpty();
    }

    /** Its folder, relative to the template's root; empty for the root itself. */
    String folder() {
        var parent = isModule() ? Path.of(path) : parent(Path.of(path));
        var name = parent.getFileName().toString();
        return !isModule() && name.equals("manifests")
                ? parent(parent).toString()
                : parent.toString();
    }

    /** Where the modules are that it uses, relative to the template's root. */
    String modules() {
        return isModule()
                ? parent(Path.of(path)).toString()
                : Path.of(folder(), "modules").toString();
    }

    private static Path parent(Path path) {
        var parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** Whether its folder has the name that Puppet looks for. */
    boolean isNamedAsPuppetExpects() {
        return !isModule()
                || !path.isEmpty() && Path.of(path).getFileName().toString().equals(module);
    }

    /**
     * The file to compile, as the child sees it.
     *
     * @param source the template's folder, as the child sees it
     * @param scratch as the child sees it
     */
    String file(String source, String scratch) {
        return isModule() ? scratch + "/" + OF_MODULE : source + "/" + path;
    }

    /** The manifest for a module, for {@link #OF_MODULE}; empty for a manifest. */
    Optional<byte[]> including() {
        return isModule()
                ? Optional.of(("include " + module + "\n").getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }
}
