package dev.groundplan.engine.recorder;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sealed files: actions in order, contents, the state after each, and what it was planned on.
 */
final class RecorderPlan {
    private RecorderPlan() {}

    static void seal(
            Workdir dir,
            RecorderSettings settings,
            Things state,
            TreeMap<String, String> real,
            List<Change> changes,
            JsonMapper json)
            throws IOException {
        var sealed = dir.sealed();
        write(sealed, "basis", Things.digest(real));
        write(sealed, "serial", String.valueOf(state.serial()));
        write(sealed, "chatter", String.valueOf(settings.chatter()));
        write(sealed, "seconds", seconds(settings.millis()));
        write(sealed, "plan_seconds", seconds(settings.planMillis()));
        write(sealed, "gap", seconds(settings.gapMillis()));
        write(sealed, "fail_at", String.valueOf(settings.failAt()));
        write(sealed, "shell", settings.shell());
        write(sealed, "hang", settings.hang().isEmpty() ? "never" : settings.hang());
        var actions =
                changes.stream()
                        .map(change -> change.action() + " " + change.address() + "\n")
                        .collect(Collectors.joining());
        Files.writeString(sealed.resolve("actions"), actions);
        contents(sealed, state, real, changes, json);
    }

    private static void contents(
            Path sealed,
            Things state,
            TreeMap<String, String> real,
            List<Change> changes,
            JsonMapper json)
            throws IOException {
        Files.createDirectories(sealed.resolve("states"));
        Files.createDirectories(sealed.resolve("contents"));
        var now = state.next(new TreeMap<>(real));
        for (int k = 1; k <= changes.size(); k++) {
            var change = changes.get(k - 1);
            if (change.action() == ChangeAction.DELETE || change.after() == null) {
                now.contents().remove(change.address());
            } else {
                var content = change.after().path("content").asString();
                now.contents().put(change.address(), content);
                Files.writeString(sealed.resolve("contents").resolve(change.address()), content);
            }
            Files.write(sealed.resolve("states").resolve(String.valueOf(k)), now.state(json));
            now = now.next(new TreeMap<>(now.contents()));
        }
    }

    static Optional<String> stale(Workdir dir, RecorderSettings settings) throws IOException {
        var real = Things.digest(Things.real(dir.environment(), settings.prefix()));
        return read(dir, "basis").equals(real)
                ? Optional.empty()
                : Optional.of("The things were changed since the plan was made. Plan again.");
    }

    static String read(Workdir dir, String name) throws IOException {
        return Files.readString(dir.sealed().resolve(name)).strip();
    }

    private static void write(Path sealed, String name, String value) throws IOException {
        Files.writeString(sealed.resolve(name), value + "\n");
    }

    private static String seconds(int millis) {
        return millis == 0 ? "0" : String.valueOf(millis / 1000.0);
    }
}
