package dev.groundplan.engine.puppet;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command lines of {@link CommandLines} for a person. */
final class ByHand {
    private ByHand() {}

    static List<String> commands(StepSpec step, Inputs inputs, Path dir) throws IOException {
        try {
            var root = dir.resolve("source");
            return commands(Manifest.of(root, step), inputs, dir);
        } catch (EngineException e) {
            return List.of("# " + e.getMessage());
        }
    }

    private static List<String> commands(Manifest manifest, Inputs inputs, Path dir)
            throws IOException, EngineException {
        var classes = SourceReader.classes(dir.resolve("source"), manifest);
        Files.write(dir.resolve(CommandLines.VALUES), HieraData.bytes(classes, inputs));
        Files.write(dir.resolve(CommandLines.HIERA), CommandLines.hiera("."));
        Files.write(
                dir.resolve(CommandLines.OUTPUT_TYPE),
                CommandLines.resource(CommandLines.OUTPUT_TYPE));
        if (manifest.isModule()) {
            Files.write(dir.resolve(Manifest.OF_MODULE), manifest.including().orElseThrow());
        }
        var apply =
                "RUBYLIB=. RUBYOPT=-rgroundplan_output puppet apply --hiera_config %s --modulepath %s %s"
                        .formatted(
                                CommandLines.HIERA,
                                quoted(Path.of("source", manifest.modules()).toString()),
                                quoted(manifest.file("source", ".")));
        return List.of(apply + " --noop", "# Read what it says. Only then:", apply);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
