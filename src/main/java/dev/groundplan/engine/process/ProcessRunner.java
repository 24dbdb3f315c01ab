package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String CAPTURE = "capture-";
    private final Isolation isolation;
    private final Launcher launcher;
    private final Outputs outputs;

    @Autowired
    ProcessRunner(Sandbox sandbox, ProcessProperties properties) {
        this(sandbox.isolation(), properties.outputLimit());
    }

    ProcessRunner(Isolation isolation, DataSize outputLimit) {
        this.isolation = isolation;
        this.launcher = Launcher.forThisMachine(ProcessRunner::succeeds);
        this.outputs = new Outputs(outputLimit);
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
        long out = Files.size(control.out());
        long err = Files.size(control.err());
        console.starting();
        var tree = start(command, dir, control);
        try (var output = outputs.follow(control, out, err, console, handler)) {
            return watch(tree, output.tails(), command, console, handler, control);
        }
    }

    /**
     * Goes on with the command that an earlier worker started last in this directory, or reads what
     * it left. All that the child ever printed goes to the handler once more, with its positions: a
     * console that knows some of it already can tell by them.
     *
     * @return how it ended; empty when this command was not the last one started here, or when
     *     nothing tells how it ended
     */
    public Optional<Exit> attach(Command command, Workdir dir, Console console, LineHandler handler)
            throws IOException {
        var control = new Control(dir.control());
        var started = started(control, dir);
        if (started.isEmpty() || !started.get().isOf(command)) {
            return Optional.empty();
        }
        var alive = started.get().alive();
        if (alive.isEmpty() && !Files.exists(control.exitCode())) {
            return Optional.empty();
        }
        try (var output = outputs.follow(control, 0, 0, console, handler)) {
            return Optional.of(
                    alive.isPresent()
                            ? watch(
                                    tree(alive.get(), dir),
                                    output.tails(),
                                    command,
                                    console,
                                    handler,
                                    control)
                            : Supervisor.left(output.tails(), control));
        }
    }

    /** Ends what an earlier worker started in this directory, as far as it still runs. */
    public void end(Workdir dir) throws IOException {
        end(new Control(dir.control()), dir);
        for (var capture : captures(dir)) {
            end(new Control(capture), dir);
        }
    }

    private static List<Path> captures(Workdir dir) throws IOException {
        if (!Files.isDirectory(dir.control())) {
            return List.of();
        }
        try (var found = Files.newDirectoryStream(dir.control(), CAPTURE + "*")) {
            var captures = new ArrayList<Path>();
            found.forEach(captures::add);
            return captures;
        }
    }

    private void end(Control control, Workdir dir) throws IOException {
        var started = started(control, dir);
        var alive = started.flatMap(Started::alive);
        if (alive.isPresent()) {
            var tree = tree(alive.get(), dir);
            tree.kill();
            tree.sweep();
        }
    }

    /**
     * Notes that this machine has laid out the directory, before anything is started in it. With
     * this, {@link #neverStarted} can tell.
     */
    public void mark(Workdir dir) throws IOException {
        Files.writeString(new Control(dir.control()).boot(), Processes.bootId());
    }

    /**
     * Whether it is certain that this command was never started in this directory, by whichever
     * worker: false when nothing proves it, such as after a restart of the machine.
     */
    public boolean neverStarted(Command command, Workdir dir) throws IOException {
        var control = new Control(dir.control());
        var boot = Processes.bootId();
        if (boot.isEmpty()
                || !Files.exists(control.boot())
                || !Files.readString(control.boot()).equals(boot)) {
            return false;
        }
        return !Files.exists(control.command())
                || !Files.readString(control.command()).equals(Started.nameOf(command))
                || started(control, dir).isEmpty();
    }

    /**
     * Runs a short command and returns all that it printed; nothing of it is logged or left on
     * disk.
     *
     * @param maxBytes of standard output
     * @throws NotStartedException when it can't be started
     * @throws IOException when it prints more than that
     */
    public Captured capture(Command command, Workdir dir, int maxBytes) throws IOException {
        Files.createDirectories(dir.control());
        var control = new Control(dir.control().resolve(CAPTURE + UUID.randomUUID())).prepare();
        var bytes = new Collected(maxBytes);
        var errors = new Collected(maxBytes);
        try (var output = outputs.collect(control, bytes, errors)) {
            var tree = start(command, dir, control);
            var exit =
                    watch(
                            tree,
                            output.tails(),
                            command,
                            Unheard.CONSOLE,
                            (stream, text) -> {},
                            control);
            return new Captured(bytes.all(), errors.text(), exit);
        } finally {
            FileSystemUtils.deleteRecursively(control.directory());
        }
    }

    private static Exit watch(
            ProcessTree tree,
            List<Tail> output,
            Command command,
            Console console,
            LineHandler handler,
            Control control)
            throws IOException {
        return new Supervisor(tree, output, command, console, handler, ProcessRunner::interrupt)
                .watch(control);
    }

    private ProcessTree start(Command command, Workdir dir, Control control)
            throws NotStartedException {
        var environment = new HashMap<>(command.environment());
        try {
            environment.put(Mark.NAME, Mark.of(dir).value());
            var argv = launcher.start(control.directory(), isolation.wrap(command, dir));
            Files.writeString(control.command(), Started.nameOf(command));
            var process = spawn(argv, environment, isolation.startsIn(command, dir), control.err());
            var tree = tree(process.toHandle(), dir);
            Started.of(command, tree.identity()).write(control.child());
            return tree;
        } catch (IOException e) {
            throw new NotStartedException(e);
        }
    }

    private ProcessTree tree(ProcessHandle process, Workdir dir) throws IOException {
        return new ProcessTree(process, isolation.endsTogether(), Mark.of(dir));
    }

    private static Optional<Started> started(Control control, Workdir dir) throws IOException {
        var noted = Started.read(control.child());
        return noted.isPresent() || !Files.isDirectory(dir.control())
                ? noted
                : Started.found(control, Mark.of(dir));
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
