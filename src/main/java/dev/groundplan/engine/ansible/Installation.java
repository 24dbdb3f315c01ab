package dev.groundplan.engine.ansible;

import dev.groundplan.engine.process.Captured;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.InstalledTool;
import dev.groundplan.engine.tool.Version;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The {@code ansible-playbook} programs of this worker. */
@Component("ansibleInstallation")
class Installation extends InstalledTool {
    private static final Name NAME =
            new Name(
                    "ansible-core",
                    "ansible",
                    "ansible-core",
                    List.of("ansible-playbook"),
                    "Ansible is not installed on this worker. Install ansible-core (on Debian: apt-get install ansible-core), or"
                            + " name where ansible-playbook is in groundplan.tools.ansible.");

    /** {@code ansible-playbook [core 2.14.18]}; a pre-release of Python has no dash. */
    private static final Pattern CORE = Pattern.compile("\\[core (\\d+\\.\\d+\\.\\d+)");

    Installation(Tools tools, ProcessRunner runner, ProcessProperties properties) {
        super(NAME, tools, runner, properties);
    }

    @Override
    protected List<String> question() {
        return List.of("--version");
    }

    @Override
    protected Version version(Captured answer) {
        var core = CORE.matcher(answer.text());
        if (!core.find()) {
            throw new IllegalArgumentException("It names no version of ansible-core.");
        }
        return Version.of(core.group(1));
    }
}
