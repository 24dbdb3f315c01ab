package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.Captured;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.InstalledTool;
import dev.groundplan.engine.tool.Json;
import dev.groundplan.engine.tool.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The Terraform and OpenTofu programs of this worker. */
@Component
class Binaries extends InstalledTool {
    private static final Name NAME =
            new Name(
                    "Terraform",
                    "terraform",
                    "terraform",
                    List.of("terraform", "tofu"),
                    "Terraform is not installed on this worker. Install it (developer.hashicorp.com/terraform/install) or OpenTofu"
                            + " (opentofu.org/docs/intro/install), or name where it is in groundplan.tools.terraform.");

    Binaries(Tools tools, ProcessRunner runner, ProcessProperties properties) {
        super(NAME, tools, runner, properties);
    }

    @Override
    protected List<String> question() {
        return List.of("version", "-json");
    }

    @Override
    protected Map<String, String> environment(Workdir dir) {
        return Map.of("CHECKPOINT_DISABLE", "1", "TF_CLI_CONFIG_FILE", "/dev/null");
    }

    @Override
    protected Version version(Captured answer) {
        return Version.of(Json.text(Json.MAPPER.readTree(answer.out()), "terraform_version"));
    }

    /** The answer is the same for both products, so the program's name has to tell. */
    @Override
    protected String product(Path program) {
        return program.getFileName().toString().contains("tofu") ? "OpenTofu" : "Terraform";
    }
}
