package dev.groundplan.engine.puppet;

import dev.groundplan.engine.process.Captured;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.InstalledTool;
import dev.groundplan.engine.tool.Version;
import java.util.List;
import org.springframework.stereotype.Component;

/** The {@code puppet} programs of this worker. */
@Component("puppetInstallation")
class Installation extends InstalledTool {
    private static final Name NAME =
            new Name(
                    "Puppet",
                    "puppet",
                    "puppet",
                    List.of("puppet"),
                    "Puppet is not installed on this worker. Install puppet-agent (on Debian: apt-get install puppet-agent), or"
                            + " name where puppet is in groundplan.tools.puppet.");

    Installation(Tools tools, ProcessRunner runner, ProcessProperties properties) {
        super(NAME, tools, runner, properties);
    }

    @Override
    protected List<String> question() {
        return List.of("--version");
    }

    @Override
    protected Version version(Captured answer) {
        return Version.of(answer.text());
    }
}
