package dev.groundplan.engine.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * The only place that starts a process: {@code setsid → launcher → sandbox → tool}. The tool writes
 * to files that are followed here, so the end of the portal neither stops it nor loses what it
 * said.
 */
@Component
public class ProcessRunner {
    private static final String MARKER = "GROUNDPLAN_EXECUTION";

    private final Isolation isolation;
    private final Launcher launcher;
    private final DataSize outputLimit;

    @Autowired
    ProcessRunner(Sandbox sandbox, ProcessProperties properties) {
        this(sandbox.isolation(), properties.outputLimit());
    }

    ProcessRunner(Isolation isolation, DataSize outputLimit) {
        this.isolation = isolation;
        this.launcher = Launcher.forThisMachine(ProcessRunner::succeeds);
        this.outputLimit = outputLimit;
    }

    /** Why no process may start on this worker, as sentences; empty when it may. */
    public Optional<String> refusal() {
        return isolation.refusal();
    }

    /** The directories as a child sees them: to be used wherever a path is told to a child. */
    public ChildPaths paths(Workdir dir) {
        return isolation.paths(dir);
    }

    /**
     * Runs a command to its end. Every line goes to the handler, which decides what the console
     * gets to see; the console then hears the position. A cancel that came before the start keeps
     * it from starting.
     *
     * @throws IOException when it can't be started, or the worker stops (then what may only be
     *     killed by a person goes on)
     */
    public Exit run(Command command, Workdir dir, Console console, LineHandler handler)
            throws IOException {
        if (console.cancelRequested()) {
            return new Exit(-1, Exit.Cause.CANCELED);
        }
        var control = new Control(dir.control()).prepare();
        var budget = new Budget(outputLimit.toBytes(), () -> note(console));
        try (var out = follow(control.out(), Stream.OUT, console, handler, budget);
                var err = follow(control.err(), Stream.ERR, console, handler, budget)) {
            var tree = start(command, dir, control);
            return new Supervisor(
                            tree, List.of(out, err), command, console, ProcessRunner::interrupt)
                    .watch(control.exitCode());
        }
    }

    /**
     * Runs a short command and returns all that it printed; nothing of it is logged or left on
     * disk.
     *
     * @param maxBytes of standard output
     * @throws IOException when it can't be started or prints more than that
     */
    public Captured capture(Command command, Workdir dir, int maxBytes) throws IOException {
        Files.createDirectories(dir.control());
        var control = new Control(dir.control().resolve("capture-" + UUID.randomUUID())).prepare();
        var bytes = new Collected(maxBytes);
        var errors = new Collected(maxBytes);
        var budget = new Budget(outputLimit.toBytes(), bytes::overflow);
        try (var out = new Tail(control.out(), 0, bytes, budget);
                var err = new Tail(control.err(), 0, errors, budget)) {
            var tree = start(command, dir, control);
            var exit =
                    new Supervisor(
                                    tree,
                                    List.of(out, err),
                                    command,
                                    Unheard.CONSOLE,
                                    ProcessRunner::interrupt)
                            .watch(control.exitCode());
            return new Captured(bytes.all(), errors.text(), exit);
        } finally {
            FileSystemUtils.deleteRecursively(control.directory());
        }
    }

    private static Tail follow(
            Path file, Stream stream, Console console, LineHandler handler, Budget budget)
            throws IOException {
        long position = Files.size(file);
        var lines =
                new Lines(
                        position,
                        (text, end) -> {
                            handler.line(stream, text);
                            console.position(stream, end);
                        });
        return new Tail(file, position, lines, budget);
    }

    private ProcessTree start(Command command, Workdir dir, Control control) throws IOException {
        var id =
                UUID.nameUUIDFromBytes(dir.root().toAbsolutePath().toString().getBytes(UTF_8))
                        .toString();
        var argv = launcher.start(control.directory(), isolation.wrap(command, dir));
        var environment = new HashMap<>(command.environment());
        environment.put(MARKER, id);
        var process = spawn(argv, environment, isolation.startsIn(command, dir), control.err());
        return new ProcessTree(
                process.toHandle(), isolation.endsTogether(), "\0" + MARKER + "=" + id + "\0");
    }

    private void note(Console console) {
        console.line(
                Stream.NOTE,
                "It printed more than "
                        + outputLimit.toMegabytes()
                        + " MB. The rest of its output is not kept.");
    }

    private static void interrupt(long pid) {
        succeeds(List.of("/bin/sh", "-c", "kill -s INT -- \"$1\"", "kill", String.valueOf(pid)));
    }

    private static boolean succeeds(List<String> argv) {
        try {
            return spawn(argv, Map.of("PATH", Tools.PATH), Path.of("/"), null).waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Process spawn(
            List<String> argv,
            Map<String, String> environment,
            Path directory,
            @Nullable Path errors)
            throws IOException {
        var nothing = Path.of("/dev/null").toFile();
        var builder = new ProcessBuilder(argv).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(nothing).redirectOutput(nothing);
        builder.redirectError(
                errors == null
                        ? ProcessBuilder.Redirect.to(nothing)
                        : ProcessBuilder.Redirect.appendTo(errors.toFile()));
        return builder.start();
    }
}
