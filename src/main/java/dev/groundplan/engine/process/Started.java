package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Which child was started last in a directory, so that a worker that comes after can find it.
 *
 * @param command stands for the argument list
 */
record Started(String command, Console.Child child) {
    private static final int PARTS = 4;

    /** What the launcher itself left, when the worker was gone before it could note its child. */
    static Optional<Started> found(Control control, Mark mark) throws IOException {
        if (!Files.exists(control.command()) || !Files.exists(control.pid())) {
            return Optional.empty();
        }
        var pid = Files.readString(control.pid()).strip();
        if (!pid.matches("[0-9]+")) {
            return Optional.empty();
        }
        long number = Long.parseLong(pid);
        boolean runs = mark.isOn(number);
        var child =
                new Console.Child(
                        number, runs ? Processes.startTicks(number) : -1, Processes.bootId());
        return Optional.of(new Started(Files.readString(control.command()), child));
    }

    static Started of(Command command, Console.Child child) {
        return new Started(nameOf(command), child);
    }

    boolean isOf(Command other) {
        return command.equals(nameOf(other));
    }

    static Optional<Started> read(Path file) throws IOException {
        var parts = Files.exists(file) ? Files.readString(file).split(" ", -1) : new String[0];
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        var child = new Console.Child(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
        return Optional.of(new Started(parts[0], child));
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file,
                command + " " + child.pid() + " " + child.startTicks() + " " + child.bootId());
    }

    /** The launcher, if it still runs: another process may have got its number since. */
    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(child.pid())
                .filter(process -> !child.bootId().isEmpty())
                .filter(process -> child.bootId().equals(Processes.bootId()))
                .filter(process -> child.startTicks() == Processes.startTicks(child.pid()));
    }

    static String nameOf(Command command) {
        var argv = String.join("\0", command.argv());
        return UUID.nameUUIDFromBytes(argv.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
