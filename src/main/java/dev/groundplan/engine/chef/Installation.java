package dev.groundplan.engine.chef;

import dev.groundplan.engine.process.Captured;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.InstalledTool;
import dev.groundplan.engine.tool.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The Cinc and Chef Infra clients of this worker. */
@Component("chefInstallation")
class Installation extends InstalledTool {
    static final String CHEF = "Chef Infra Client";
    private static final String CINC = "Cinc Client";
    private static final Name NAME =
            new Name(
                    CHEF,
                    "chef",
                    "chef",
                    List.of("cinc-client", "chef-client"),
                    "Chef is not installed on this worker. Install Cinc Client (cinc.sh/start/client) or Chef Infra Client"
                            + " (docs.chef.io/install), or name where it is in groundplan.tools.chef.");

    /** {@code Chef Infra Client: 18.7.10}, and the same with Cinc's name. */
    private static final Pattern VERSION = Pattern.compile("Client: (\\d+\\.\\d+\\.\\d+)");

    Installation(Tools tools, ProcessRunner runner, ProcessProperties properties) {
        super(NAME, tools, runner, properties);
    }

    @Override
    protected List<String> question() {
        return List.of("--version");
    }

    @Override
    protected Version version(Captured answer) {
        var version = VERSION.matcher(answer.text());
        if (!version.find()) {
            throw new IllegalArgumentException("It names no version of Chef or Cinc.");
        }
        return Version.of(version.group(1));
    }

    /** Cinc also brings programs of Chef's names, which are links to its own. */
    @Override
    protected String product(Path program) {
        return program.getFileName().toString().contains("cinc")
                        || real(program).getFileName().toString().contains("cinc")
                ? CINC
                : CHEF;
    }

    @Override
    protected List<Path> parts(Path program) {
        return home(program);
    }

    /** The folder that a package brings, such as {@code /opt/cinc}, with a Ruby of its own. */
    static List<Path> home(Path program) {
        var folder = real(program).getParent();
        var home = folder != null && folder.endsWith("bin") ? folder.getParent() : null;
        return home != null && Files.isDirectory(home.resolve("embedded"))
                ? List.of(home)
                : List.of();
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
