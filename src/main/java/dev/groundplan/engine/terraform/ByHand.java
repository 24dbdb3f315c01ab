package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command lines of {@link CommandLines} for a person: the same state, the same values. */
final class ByHand {
    private ByHand() {}

    static List<String> commands(StepSpec step, Inputs inputs, Path dir) throws IOException {
        Files.write(dir.resolve(CommandLines.INPUTS), InputFile.bytes(inputs.values()));
        var source = Path.of("source", step.source()).normalize();
        var up = source.relativize(Path.of(""));
        return List.of(
                "# OpenTofu: the same with tofu. Providers come from where your command line configuration says.",
                "cd " + quoted(source),
                "terraform init -input=false -backend=false",
                "terraform plan -input=false -state=%s -var-file=%s -out=%s"
                        .formatted(
                                quoted(up.resolve("state")),
                                quoted(up.resolve(CommandLines.INPUTS)),
                                quoted(up.resolve(CommandLines.PLAN))),
                "# Read what it says. Only then:",
                "terraform apply -input=false -state=%s %s"
                        .formatted(
                                quoted(up.resolve("state")),
                                quoted(up.resolve(CommandLines.PLAN))));
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
