package dev.groundplan.engine.salt;

import dev.groundplan.engine.process.Captured;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.InstalledTool;
import dev.groundplan.engine.tool.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The {@code salt-call} programs of this worker, each in an installation of its own. */
@Component("saltInstallation")
class Installation extends InstalledTool {
    private static final Name NAME =
            new Name(
                    "Salt",
                    "salt",
                    "salt",
                    List.of("salt-call"),
                    "Salt is not installed on this worker. Install it in a virtual environment (python3 -m venv, then pip install salt), or"
                            + " name where salt-call is in groundplan.tools.salt.");

    /** {@code salt-call 3008.4 (Argon)}. */
    private static final Pattern VERSION = Pattern.compile("salt-call (\\d+(?:\\.\\d+)*)");

    private static final Pattern HOME = Pattern.compile("(?m)^home\\s*=\\s*(/.+?)\\s*$");

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
            throw new IllegalArgumentException("It names no version of Salt.");
        }
        return Version.of(version.group(1));
    }

    @Override
    protected List<Path> parts(Path program) throws IOException {
        return folders(program);
    }

    /**
     * The folders outside of the system's that a program needs besides its own file: its virtual
     * environment and the Python that this is made of, or the package that brings its own. None for
     * anything else, which may be somebody's home, nor for what is not on this worker.
     */
    static List<Path> folders(Path program) throws IOException {
        if (!Files.exists(program)) {
            return List.of();
        }
        var own = program.toRealPath().resolveSibling("");
        var environment = own.resolveSibling("pyvenv.cfg");
        if (Files.isRegularFile(environment)) {
            var folders = new ArrayList<>(outside(own.resolveSibling("")));
            var python = HOME.matcher(Files.readString(environment));
            if (python.find()) {
                folders.addAll(python(Path.of(python.group(1))));
            }
            return folders;
        }
        return Files.exists(own.resolve("bin/python3")) ? outside(own) : List.of();
    }

    /** Also by the name that the environment has it by, where that is a link. */
    private static List<Path> python(Path programs) throws IOException {
        if (!Files.isDirectory(programs.resolveSibling("lib"))) {
            return List.of();
        }
        return Stream.of(programs.getParent(), programs.toRealPath().getParent())
                .distinct()
                .flatMap(folder -> outside(folder).stream())
                .toList();
    }

    private static List<Path> outside(Path folder) {
        return folder.startsWith("/usr") ? List.of() : List.of(folder);
    }
}
