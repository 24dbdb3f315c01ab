package dev.groundplan.catalog.manifest;

import dev.groundplan.engine.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Collects what is wrong, so that an author sees all of it at once, each with its line in the
 * manifest.
 */
final class Problems {
    static final String MANIFEST = "template.yaml";
    private final @Nullable String file;
    private final YamlTree tree;
    private final List<Problem> found = new ArrayList<>();

    private Problems(@Nullable String file, YamlTree tree) {
        this.file = file;
        this.tree = tree;
    }

    static Problems of(YamlTree manifest) {
        return new Problems(MANIFEST, manifest);
    }

    static Problems withoutManifest() {
        return new Problems(null, new YamlTree(JsonNodeFactory.instance.objectNode(), Map.of()));
    }

    /** The line of the pointer in the manifest; 0 without one. */
    int line(String pointer) {
        return file == null ? 0 : tree.line(pointer);
    }

    void at(String pointer, String message) {
        add(Problem.error(file, line(pointer), message));
    }

    void add(Problem problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean fatal() {
        return found.stream().anyMatch(Problem::fatal);
    }

    /** By file and line, each once. */
    List<Problem> all() {
        return found.stream()
                .sorted(
                        Comparator.comparing(
                                        Problem::file,
                                        Comparator.nullsFirst(Comparator.naturalOrder()))
                                .thenComparing(Problem::line))
                .toList();
    }
}
