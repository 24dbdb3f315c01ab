package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        write(job.dir().sealed().resolve(CommandLines.INPUTS), job.inputs().values());
    }

    /** Writes the values that the plan file must not hold, and says whether there are any. */
    static boolean writeEphemeral(StepJob job, Set<String> names) throws IOException {
        var values = job.inputs().values().deepCopy().retain(names);
        if (!values.isEmpty()) {
            write(job.dir().sealed().resolve(CommandLines.EPHEMERAL), values);
        }
        return !values.isEmpty();
    }

    private static void write(Path file, ObjectNode values) throws IOException {
        var lines = new ArrayList<String>();
        for (var entry : values.properties()) {
            lines.add(
                    Json.MAPPER.writeValueAsString(entry.getKey())
                            + ": "
                            + Json.MAPPER.writeValueAsString(entry.getValue()));
        }
        Files.deleteIfExists(file);
        Files.createFile(file, PrivateFiles.MODE);
        Files.writeString(file, "{\n" + String.join(",\n", lines) + "\n}\n");
    }
}
