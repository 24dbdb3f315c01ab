package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values, as the JSON variable file that Terraform reads as plain data. Each input has a line
 * of its own, so that the line of an error names the input.
 */
record InputFile(List<String> names) {
    private static final int FIRST_LINE = 2;

    static InputFile of(Inputs inputs) {
        return new InputFile(List.copyOf(inputs.values().propertyNames()));
    }

    Optional<String> inputAt(int line) {
        int index = line - FIRST_LINE;
        return index >= 0 && index < names.size()
                ? Optional.of(names.get(index))
                : Optional.empty();
    }

    static void write(StepJob job) throws IOException {
        Files.createDirectories(job.dir().sealed());
        write(job, CommandLines.INPUTS, job.inputs().values());
    }

    /** The values as the file's bytes. */
    static byte[] bytes(ObjectNode values) {
        var lines = new ArrayList<String>();
        for (var entry : values.properties()) {
            lines.add(
                    Json.MAPPER.writeValueAsString(entry.getKey())
                            + ": "
                            + Json.MAPPER.writeValueAsString(entry.getValue()));
        }
        var text = "{\n" + String.join(",\n", lines) + "\n}\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the values that the plan file must not hold, and says whether there are any. */
    static boolean writeEphemeral(StepJob job, Set<String> names) throws IOException {
        var values = job.inputs().values().deepCopy().retain(names);
        if (!values.isEmpty()) {
            write(job, CommandLines.EPHEMERAL, values);
        }
        return !values.isEmpty();
    }

    /** Also after the plan, so what the template ran may have put a link in the way. */
    private static void write(StepJob job, String name, ObjectNode values) throws IOException {
        var path = job.dir().run().relativize(job.dir().sealed()) + "/" + name;
        new ToolFolder(job.dir().run()).write(path, bytes(values));
    }
}
