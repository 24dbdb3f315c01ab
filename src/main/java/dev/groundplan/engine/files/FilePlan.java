package dev.groundplan.engine.files;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The sealed form of a plan: per file what was there and what will be. */
final class FilePlan {
    private static final String FILE = "files.json";
    private final Map<String, Entry> entries;
    private final TreeSet<String> wanted;

    private FilePlan(Map<String, Entry> entries, TreeSet<String> wanted) {
        this.entries = entries;
        this.wanted = wanted;
    }

    /** Base64; null for no file. */
    private record Entry(@Nullable String before, @Nullable String after) {}

    private record Sealed(Map<String, Entry> entries, TreeSet<String> wanted) {}

    static FilePlan of(
            Folder folder, FilesState state, List<Change> changes, TreeMap<String, byte[]> contents)
            throws IOException {
        var entries = new TreeMap<String, Entry>();
        for (var change : changes) {
            var path = change.address();
            var after = change.action() == ChangeAction.DELETE ? null : contents.get(path);
            entries.put(path, new Entry(encode(folder.read(path).orElse(null)), encode(after)));
        }
        return new FilePlan(entries, new TreeSet<>(contents.keySet()));
    }

    void seal(Workdir dir, JsonMapper json) throws IOException {
        Files.write(
                dir.sealed().resolve(FILE), json.writeValueAsBytes(new Sealed(entries, wanted)));
    }

    static FilePlan open(Workdir dir, JsonMapper json) throws IOException {
        var sealed = json.readValue(Files.readAllBytes(dir.sealed().resolve(FILE)), Sealed.class);
        return new FilePlan(sealed.entries(), sealed.wanted());
    }

    Optional<String> stale(Folder folder) throws IOException {
        for (var entry : entries.entrySet()) {
            var now = folder.read(entry.getKey()).orElse(null);
            if (!Arrays.equals(now, decode(entry.getValue().before()))) {
                return Optional.of(
                        "The file "
                                + entry.getKey()
                                + " was changed since the plan was made. Plan again.");
            }
        }
        return Optional.empty();
    }

    void carryOut(String path, Folder folder, FilesState state) throws IOException {
        var entry = entries.get(path);
        if (entry == null) {
            throw new IOException("The sealed plan does not know the file " + path + ".");
        }
        var content = decode(entry.after());
        if (content == null) {
            folder.delete(path);
            state.files().remove(path);
        } else {
            folder.write(path, content);
            state.files().put(path, content);
        }
    }

    /** Records what was carried out before somebody lost sight of it, and counts it. */
    int landed(Folder folder, FilesState state) throws IOException {
        int landed = 0;
        for (var entry : entries.entrySet()) {
            var path = entry.getKey();
            var after = decode(entry.getValue().after());
            if (Arrays.equals(folder.read(path).orElse(null), after)) {
                landed++;
                if (after == null) {
                    state.files().remove(path);
                } else {
                    state.files().put(path, after);
                }
            }
        }
        return landed;
    }

    /** Records exactly what is wanted and there, also what the plan found to be right already. */
    void settle(Folder folder, FilesState state) throws IOException {
        state.files().keySet().retainAll(wanted);
        for (var path : wanted) {
            folder.read(path).ifPresent(content -> state.files().put(path, content));
        }
    }

    private static @Nullable String encode(byte @Nullable [] content) {
        return content == null ? null : Base64.getEncoder().encodeToString(content);
    }

    private static byte @Nullable [] decode(@Nullable String content) {
        return content == null ? null : Base64.getDecoder().decode(content);
    }
}
