package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Output;
import dev.groundplan.engine.Resource;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A state of format version 4, which Terraform has written since 0.12 and OpenTofu writes as well.
 */
record StateFile(String lineage, long serial, JsonNode document) {
    private static final int LARGEST = 64 << 20;

    /** Empty when there is none, or Terraform is writing it at this moment. */
    static Optional<StateFile> read(Workdir dir) throws IOException {
        var content = bytes(dir, dir.state());
        return content.isPresent() ? parse(content.get()) : Optional.empty();
    }

    /**
     * A file below the run directory that claims to be a state. What the template ran may have put
     * a link in its place, to have something read that is not its own.
     */
    static Optional<byte[]> bytes(Workdir dir, Path file) throws IOException {
        var path = dir.run().relativize(file.normalize()).toString();
        return new ToolFolder(dir.run()).read(path, LARGEST);
    }

    static Optional<StateFile> parse(byte[] bytes) {
        try {
            var document = Json.MAPPER.readTree(bytes);
            return document.path("lineage").isString()
                    ? Optional.of(
                            new StateFile(
                                    Json.text(document, "lineage"),
                                    document.path("serial").asLong(0),
                                    document))
                    : Optional.empty();
        } catch (JacksonException halfWritten) {
            return Optional.empty();
        }
    }

    /** Names this very state among all. */
    String identity() {
        return lineage + "/" + serial;
    }

    List<Output> outputs() {
        return document.path("outputs").properties().stream()
                .map(entry -> output(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<Resource> resources() {
        var resources = new ArrayList<Resource>();
        for (var resource : document.path("resources")) {
            for (var instance : resource.path("instances")) {
                resources.add(resource(resource, instance));
            }
        }
        return resources;
    }

    private static Output output(String name, JsonNode output) {
        return new Output(name, output.path("value"), output.path("sensitive").asBoolean(false));
    }

    private static Resource resource(JsonNode resource, JsonNode instance) {
        var type = Json.text(resource, "type");
        var index = index(instance.path("index_key"));
        var name = Json.text(resource, "name") + index;
        var module = resource.path("module").isString() ? Json.text(resource, "module") + "." : "";
        var data = Json.text(resource, "mode").equals("data") ? "data." : "";
        JsonNode attributes = unwrapped(instance.path("attributes"));
        for (var path : instance.path("sensitive_attributes")) {
            attributes = Trees.masked(attributes, Trees.pointerOfSteps(path));
        }
        return new Resource(module + data + type + "." + name, type, name, attributes);
    }

    /** An attribute whose type is part of its value is kept as {@code {"value": …, "type": …}}. */
    private static JsonNode unwrapped(JsonNode attributes) {
        var plain = Json.MAPPER.createObjectNode();
        for (var attribute : attributes.properties()) {
            var value = attribute.getValue();
            boolean wrapped = value.size() == 2 && value.has("value") && isType(value.path("type"));
            plain.set(attribute.getKey(), (wrapped ? value.path("value") : value).deepCopy());
        }
        return plain;
    }

    private static boolean isType(JsonNode type) {
        return type.isArray() || Set.of("string", "number", "bool").contains(type.asString(""));
    }

    private static String index(JsonNode key) {
        return key.isString() || key.isNumber() ? "[" + key + "]" : "";
    }
}
