package dev.groundplan.engine.salt;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command lines of {@link CommandLines} for a person, in Salt's own words. */
final class ByHand {
    private ByHand() {}

    static List<String> commands(StepSpec step, Inputs inputs, Path dir) throws IOException {
        Sls sls;
        try {
            sls = Sls.of(dir.resolve("source"), step);
        } catch (EngineException e) {
            return List.of("# " + e.getMessage());
        }
        var folders =
                sls.folders().stream().map(each -> Path.of("source", each).toString()).toList();
        var place = new Minion.Place("salt-files", ".", CommandLines.INPUTS);
        new ToolFolder(dir)
                .write(CommandLines.INPUTS, Json.MAPPER.writeValueAsBytes(inputs.values()));
        Files.write(
                dir.resolve(CommandLines.CONFIGURATION),
                Json.MAPPER.writeValueAsBytes(Minion.configuration(place, folders)));
        Files.write(dir.resolve(CommandLines.MODULE), CommandLines.module());
        var apply = "salt-call --local --config-dir . state.apply " + sls.name();
        return List.of(apply + " test=True", "# Read what it says. Only then:", apply);
    }
}
