package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a step plays: a playbook, or a role that is played on all hosts.
 *
 * @param path of the playbook or the role's folder, relative to the template's root
 */
record Playbook(String path, boolean role) {
    private static final List<String> NAMES =
            List.of("site.yml", "site.yaml", "playbook.yml", "playbook.yaml", "main.yml");
    private static final String PLAY_OF_ROLE = "groundplan-role.yml";

    /**
     * @param root the template's folder
     * @throws EngineException when the step's source is neither
     */
    static Playbook of(Path root, StepSpec step) throws EngineException {
        return at(root, step.source());
    }

    /** The one that takes back what the step did; empty when the step names none. */
    static Optional<Playbook> undo(Path root, StepSpec step) throws EngineException {
        var path = step.options().path("undo").asString("");
        return path.isEmpty() ? Optional.empty() : Optional.of(at(root, path));
    }

    private static Playbook at(Path root, String source) throws EngineException {
        var path = root.resolve(source).normalize();
        if (!path.startsWith(root)) {
            throw new EngineException(source + " is outside of the template's folder.");
        }
        if (Files.isRegularFile(path)) {
            return new Playbook(source, false);
        }
        if (Files.isRegularFile(path.resolve("tasks/main.yml"))) {
            return new Playbook(source, true);
        }
        return NAMES.stream()
                .filter(name -> Files.isRegularFile(path.resolve(name)))
                .findFirst()
                .map(name -> new Playbook(Path.of(source, name).normalize().toString(), false))
                .orElseThrow(
                        () ->
                                new EngineException(
                                        source
                                                + " is no playbook, no folder with a site.yml, and no role (with tasks/main.yml)."));
    }

    /** Its folder, relative to the template's root. */
    String folder() {
        var parent = role ? Path.of(path) : Path.of(path).getParent();
        return parent == null ? "" : parent.toString();
    }

    /** Where the roles are that it names, relative to the template's root. */
    String roles() {
        var parent = Path.of(path).getParent();
        return role ? (parent == null ? "" : parent.toString()) : folder() + "/roles";
    }

    /**
     * The file to play, as the child sees it. For a role, a play of it is written.
     *
     * @param source the template's folder, as the child sees it
     * @param scratch as the child sees it
     */
    String file(Workdir dir, String source, String scratch) throws IOException {
        if (!role) {
            return source + "/" + path;
        }
        var play =
                """
                - name: %s
                  hosts: all
                  roles:
                    - role: %s
                """
                        .formatted(
                                quoted(Path.of(path).getFileName().toString()),
                                quoted(source + "/" + path));
        Files.createDirectories(dir.scratch());
        Files.writeString(dir.scratch().resolve(PLAY_OF_ROLE), play);
        return scratch + "/" + PLAY_OF_ROLE;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
