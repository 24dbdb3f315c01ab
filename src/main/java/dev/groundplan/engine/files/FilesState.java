package dev.groundplan.engine.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What this engine wrote, by path: contents too, so that drift can be shown line by line. */
final class FilesState {
    private final String lineage;
    private final long serial;
    private final TreeMap<String, byte[]> files;

    private FilesState(String lineage, long serial, TreeMap<String, byte[]> files) {
        this.lineage = lineage;
        this.serial = serial;
        this.files = files;
    }

    static FilesState read(Path file, JsonMapper json) throws IOException {
        return Files.exists(file)
                ? parse(Files.readAllBytes(file), json)
                : new FilesState(UUID.randomUUID().toString(), 0, new TreeMap<>());
    }

    static FilesState parse(byte[] content, JsonMapper json) {
        var node = json.readTree(content);
        var files = new TreeMap<String, byte[]>();
        node.path("files")
                .forEachEntry(
                        (path, file) ->
                                files.put(path, Base64.getDecoder().decode(file.asString())));
        return new FilesState(node.path("lineage").asString(), node.path("serial").asLong(), files);
    }

    TreeMap<String, byte[]> files() {
        return files;
    }

    String lineage() {
        return lineage;
    }

    long serial() {
        return serial;
    }

    void write(Path file, long newSerial, JsonMapper json) throws IOException {
        var node = json.createObjectNode().put("lineage", lineage).put("serial", newSerial);
        var all = node.putObject("files");
        files.forEach(
                (path, content) -> all.put(path, Base64.getEncoder().encodeToString(content)));
        Files.write(file, json.writeValueAsBytes(node));
    }
}
