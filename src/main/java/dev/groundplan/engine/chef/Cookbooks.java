package dev.groundplan.engine.chef;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a step runs.
 *
 * @param source of the step, relative to the template's root
 * @param folder that holds the cookbooks, relative to the template's root; empty for the root
 *     itself
 * @param name of the cookbook that the values are attributes of
 * @param recipes the run list, as {@code cookbook::recipe}
 */
record Cookbooks(String source, String folder, String name, List<String> recipes) {
    private static final Pattern ENTRY =
            Pattern.compile(
                    "(?:recipe\\[)?([A-Za-z0-9_][A-Za-z0-9_.-]*)(?:::([A-Za-z0-9_][A-Za-z0-9_.-]*))?\\]?");

    /**
     * @param root the template's folder
     * @throws EngineException when the step's source holds no cookbook, or its run list is none
     */
    static Cookbooks of(Path root, StepSpec step) throws EngineException {
        return at(root, step, runList(step.options().path("run_list")));
    }

    /** Those that take back what the step did. */
    static Cookbooks undo(Path root, StepSpec step) throws EngineException {
        if (!undoes(step)) {
            throw new EngineException("This step names no recipe that undoes it.");
        }
        return new Cookbooks(
                step.source(),
                of(root, step).folder(),
                of(root, step).name(),
                List.of(recipe(step.options().path("undo").asString(""))));
    }

    /** Whether the step names a recipe for that. */
    static boolean undoes(StepSpec step) {
        return !step.options().path("undo").asString("").isEmpty();
    }

    private static Cookbooks at(Path root, StepSpec step, List<String> runList)
            throws EngineException {
        var source = step.source();
        var path = root.resolve(source).normalize();
        if (!path.startsWith(root)) {
            throw new EngineException(source + " is outside of the template's folder.");
        }
        if (isCookbook(path)) {
            if (path.equals(root)) {
                throw new EngineException(
                        "A cookbook needs a folder of its own name below the template's folder.");
            }
            var name = path.getFileName().toString();
            var recipes = runList.isEmpty() ? List.of(name + "::default") : runList;
            return new Cookbooks(source, relative(root, path.resolveSibling("")), name, recipes);
        }
        var inner = path.resolve("cookbooks");
        var folder = cookbooksIn(path).isEmpty() ? inner : path;
        var names = cookbooksIn(folder);
        if (names.isEmpty()) {
            throw new EngineException(
                    source + " is no cookbook (with a metadata.rb), and no folder of cookbooks.");
        }
        if (runList.isEmpty() && names.size() > 1) {
            throw new EngineException(
                    "There are several cookbooks in "
                            + source
                            + ": options.run_list must say which recipes run.");
        }
        var recipes = runList.isEmpty() ? List.of(names.get(0) + "::default") : runList;
        return new Cookbooks(
                source, relative(root, folder), recipes.get(0).split("::", 2)[0], recipes);
    }

    private static String relative(Path root, Path folder) {
        return root.relativize(folder).toString();
    }

    private static boolean isCookbook(Path path) {
        return Files.isRegularFile(path.resolve("metadata.rb"))
                || Files.isRegularFile(path.resolve("metadata.json"));
    }

    private static List<String> cookbooksIn(Path folder) throws EngineException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var found = Files.list(folder)) {
            return found.filter(Cookbooks::isCookbook)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new EngineException(folder.getFileName() + " can't be read: " + e, e);
        }
    }

    private static List<String> runList(JsonNode given) throws EngineException {
        var recipes = new ArrayList<String>();
        if (given.isString()) {
            recipes.add(recipe(given.asString()));
        }
        for (int i = 0; given.isArray() && i < given.size(); i++) {
            recipes.add(recipe(given.get(i).asString("")));
        }
        return recipes;
    }

    private static String recipe(String entry) throws EngineException {
        var match = ENTRY.matcher(entry);
        if (!match.matches() || entry.startsWith("recipe[") != entry.endsWith("]")) {
            throw new EngineException(
                    "\"" + entry + "\" is no recipe: write cookbook or cookbook::recipe.");
        }
        return match.group(1) + "::" + (match.group(2) == null ? "default" : match.group(2));
    }

    /** Where the cookbooks are, as the child sees them. */
    String path(String sources) {
        return folder.isEmpty() ? sources : sources + "/" + folder;
    }
}
