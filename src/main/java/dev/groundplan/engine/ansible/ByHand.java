package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of {@link CommandLines} for a person. */
final class ByHand {
    private ByHand() {}

    static List<String> commands(StepSpec step, Inputs inputs, Path dir) throws IOException {
        Files.write(dir.resolve(CommandLines.INPUTS), UnsafeYaml.bytes(inputs.values()));
        var given = step.options().path("inventory");
        try {
            var groups = Inventory.of(given, true, "/tmp").groups();
            Files.write(dir.resolve(CommandLines.INVENTORY), UnsafeYaml.bytes(groups));
        } catch (EngineException e) {
            return List.of("# " + e.getMessage());
        }
        var playbook =
                "ansible-playbook --diff -i %s -e @%s %s"
                        .formatted(
                                CommandLines.INVENTORY,
                                CommandLines.INPUTS,
                                quoted("source/" + step.source()));
        var lines = new ArrayList<String>();
        lines.add(playbook + " --check");
        lines.add("# Read what it says. Only then:");
        lines.add(playbook);
        return lines;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
