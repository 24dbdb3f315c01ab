package dev.groundplan.engine.ansible;

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
 * What the portal remembers of a configured step, as Ansible keeps no state itself: what was
 * brought into its state on which host, and the outputs.
 *
 * @param tasks by address
 */
record State(String lineage, long serial, SortedMap<String, Kept> tasks, List<Output> outputs) {
    private static final int LARGEST = 64 << 20;

    /** One thing that a task keeps in its state. */
    record Kept(String host, String task, String module) {
        static Kept of(TaskResult result) {
            return new Kept(result.host(), result.task(), result.module());
        }
    }

    static State none() {
        return new State(UUID.randomUUID().toString(), 0, new TreeMap<>(), List.of());
    }

    static Optional<State> read(Workdir dir) throws IOException {
        var path = dir.run().relativize(dir.state()).toString();
        return new ToolFolder(dir.run()).read(path, LARGEST).flatMap(State::parse);
    }

    static Optional<State> parse(byte[] bytes) {
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
        var tasks = new TreeMap<String, Kept>();
        document.path("tasks")
                .properties()
                .forEach(
                        task -> {
                            var kept = task.getValue();
                            tasks.put(
                                    task.getKey(),
                                    new Kept(
                                            Json.text(kept, "host"),
                                            Json.text(kept, "task"),
                                            Json.text(kept, "module")));
                        });
        var outputs = new ArrayList<Output>();
        document.path("outputs")
                .properties()
                .forEach(
                        output ->
                                outputs.add(
                                        new Output(
                                                output.getKey(),
                                                output.getValue().path("value"),
                                                output.getValue()
                                                        .path("sensitive")
                                                        .asBoolean(false))));
        return new State(
                Json.text(document, "lineage"), document.path("serial").asLong(0), tasks, outputs);
    }

    void write(Workdir dir) throws IOException {
        var document = Json.MAPPER.createObjectNode();
        document.put("lineage", lineage).put("serial", serial);
        var kept = document.putObject("tasks");
        tasks.forEach(
                (address, task) ->
                        kept.putObject(address)
                                .put("host", task.host())
                                .put("task", task.task())
                                .put("module", task.module()));
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

    List<Resource> resources() {
        return tasks.entrySet().stream()
                .map(
                        entry -> {
                            var attributes = Json.MAPPER.createObjectNode();
                            attributes.put("host", entry.getValue().host());
                            attributes.put("module", entry.getValue().module());
                            return new Resource(
                                    entry.getKey(),
                                    entry.getValue().module(),
                                    entry.getValue().task(),
                                    attributes);
                        })
                .toList();
    }
}
