package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepSpec;
import java.nio.charset.StandardCharsets;
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
    static final String PLAY_OF_ROLE = "groundplan-role.yml";

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
     * The file to play, as the child sees it.
     *
     * @param source the template's folder, as the child sees it
     * @param scratch as the child sees it
     */
    String file(String source, String scratch) {
        return role ? scratch + "/" + PLAY_OF_ROLE : source + "/" + path;
    }

    /** The play of a role, for {@link #PLAY_OF_ROLE}; empty for a playbook. */
    Optional<byte[]> play(String source) {
        if (!role) {
            return Optional.empty();
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
        return Optional.of(play.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
