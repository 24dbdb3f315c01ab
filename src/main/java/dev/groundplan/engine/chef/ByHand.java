package dev.groundplan.engine.chef;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command lines of {@link CommandLines} for a person. */
final class ByHand {
    private static final String CONFIGURATION = "client.rb";

    private ByHand() {}

    static List<String> commands(StepSpec step, Inputs inputs, Path dir) throws IOException {
        Cookbooks cookbooks;
        try {
            cookbooks = Cookbooks.of(dir.resolve("source"), step);
        } catch (EngineException e) {
            return List.of("# " + e.getMessage());
        }
        Files.write(
                dir.resolve(CommandLines.ATTRIBUTES), Attributes.bytes(cookbooks, inputs.values()));
        Files.writeString(
                dir.resolve(CONFIGURATION), ClientConfiguration.byHand(cookbooks.path("source")));
        var client =
                "cinc-client --local-mode --config %s --json-attributes %s"
                        .formatted(CONFIGURATION, CommandLines.ATTRIBUTES);
        return List.of(
                "# Chef Infra Client: the same with chef-client. It configures the machine that it is typed on.",
                client + " --why-run",
                "# Read what it says. Only then:",
                client,
                "# It leaves all values in nodes/ and attributes.json: remove them.");
    }
}
