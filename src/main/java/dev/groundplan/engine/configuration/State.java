package dev.groundplan.engine.configuration;

import dev.groundplan.engine.Output;
import dev.groundplan.engine.Resource;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the portal remembers of a configured step, as the tools keep no state themselves: what was
 * brought into its state on which host, and the outputs.
 *
 * @param items by address
 */
public record State(
        String lineage, long serial, SortedMap<String, Kept> items, List<Output> outputs) {
    private static final int LARGEST = 64 << 20;

    /** One thing that is kept in its state. */
    public record Kept(String host, String name, String type) {
        static Kept of(Item item) {
            return new Kept(item.host(), item.name(), item.type());
        }
    }

    static State none() {
        return new State(UUID.randomUUID().toString(), 0, new TreeMap<>(), List.of());
    }

    /** Empty when there is none yet. */
    public static Optional<State> read(Workdir dir) throws IOException {
        var path = dir.run().relativize(dir.state()).toString();
        return new ToolFolder(dir.run()).read(path, LARGEST).flatMap(State::parse);
    }

    /** Empty when the bytes are something else. */
    public static Optional<State> parse(byte[] bytes) {
        try {
            var document = Json.MAPPER.readTree(bytes);
            return document.path("lineage").isString()
                    ? Optional.of(of(document))
                    : Optional.empty();
        } catch (JacksonException otherwise) {
            return Optional.empty();
        }
    }

    private static State of(JsonNode document) {
        var items = new TreeMap<String, Kept>();
        document.path("items")
                .properties()
                .forEach(item -> items.put(item.getKey(), kept(item.getValue())));
        var outputs = new ArrayList<Output>();
        document.path("outputs")
                .properties()
                .forEach(output -> outputs.add(output(output.getKey(), output.getValue())));
        return new State(
                Json.text(document, "lineage"), document.path("serial").asLong(0), items, outputs);
    }

    private static Kept kept(JsonNode item) {
        return new Kept(Json.text(item, "host"), Json.text(item, "name"), Json.text(item, "type"));
    }

    private static Output output(String name, JsonNode output) {
        return new Output(name, output.path("value"), output.path("sensitive").asBoolean(false));
    }

    void write(Workdir dir) throws IOException {
        var document = Json.MAPPER.createObjectNode();
        document.put("lineage", lineage).put("serial", serial);
        var kept = document.putObject("items");
        items.forEach(
                (address, item) ->
                        kept.putObject(address)
                                .put("host", item.host())
                                .put("name", item.name())
                                .put("type", item.type()));
        var values = document.putObject("outputs");
        for (var output : outputs) {
            values.putObject(output.name())
                    .put("sensitive", output.sensitive())
                    .set("value", output.value());
        }
        var path = dir.run().relativize(dir.state()).toString();
        new ToolFolder(dir.run()).write(path, Json.MAPPER.writeValueAsBytes(document));
    }

    /** Names this very state among all. */
    String identity() {
        return lineage + "/" + serial;
    }

    State next(SortedMap<String, Kept> now, List<Output> values) {
        return new State(lineage, serial + 1, now, values);
    }

    public List<Resource> resources() {
        return items.entrySet().stream()
                .map(item -> resource(item.getKey(), item.getValue()))
                .toList();
    }

    private static Resource resource(String address, Kept kept) {
        var attributes = Json.MAPPER.createObjectNode();
        attributes.put("host", kept.host());
        return new Resource(address, kept.type(), kept.name(), attributes);
    }
}
