package dev.groundplan.engine.recorder;

import dev.groundplan.store.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Things by address, as they really are, or as a state says. */
record Things(String lineage, long serial, TreeMap<String, String> contents) {
    static Things recorded(Path state, JsonMapper json) throws IOException {
        if (Files.notExists(state)) {
            return new Things(UUID.randomUUID().toString(), 0, new TreeMap<>());
        }
        var node = json.readTree(Files.readAllBytes(state));
        var contents = new TreeMap<String, String>();
        node.path("things").forEachEntry((name, value) -> contents.put(name, value.asString()));
        return new Things(node.path("lineage").asString(), node.path("serial").asLong(), contents);
    }

    /** Those of one step: several share the environment's folder. */
    static TreeMap<String, String> real(Path environment, String prefix) throws IOException {
        var contents = new TreeMap<String, String>();
        var folder = environment.resolve("things");
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    if (file.getFileName().toString().startsWith(prefix + "-")) {
                        contents.put(file.getFileName().toString(), Files.readString(file));
                    }
                }
            }
        }
        return contents;
    }

    static String digest(TreeMap<String, String> contents) {
        return Digests.of(contents.toString());
    }

    /** The state after one more change. */
    Things next(TreeMap<String, String> changed) {
        return new Things(lineage, serial + 1, changed);
    }

    byte[] state(JsonMapper json) {
        var node = json.createObjectNode().put("lineage", lineage).put("serial", serial);
        contents.forEach(node.putObject("things")::put);
        return json.writeValueAsBytes(node);
    }
}
