package dev.groundplan.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code /proc} says about processes (proc(5)). Where there is no {@code /proc}, nothing is
 * known.
 */
final class Processes {
    private static final int GROUP = 5;
    private static final int SESSION = 6;
    private static final int START_TICKS = 22;

    private Processes() {}

    static String bootId() {
        return read(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    static long startTicks(long pid) {
        return stat(pid, START_TICKS);
    }

    static long session(long pid) {
        return stat(pid, SESSION);
    }

    static long group(long pid) {
        return stat(pid, GROUP);
    }

    /** The process's ids in the pid namespaces it is in, outermost first. */
    static List<String> namespaceIds(long pid) {
        return read(Path.of("/proc/" + pid + "/status"))
                .lines()
                .filter(line -> line.startsWith("NSpid:"))
                .flatMap(line -> List.of(line.substring(6).strip().split("\\s+")).stream())
                .toList();
    }

    /** As {@code NAME=value} entries, each between NULs; empty when it may not be read. */
    static String environment(long pid) {
        return "\0" + read(Path.of("/proc/" + pid + "/environ"));
    }

    /** What is open there; empty when it may not be read. */
    static Optional<Path> file(long pid, int descriptor) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + descriptor)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Ended, and only waiting for its parent to notice. */
    static boolean isZombie(long pid) {
        return afterName(pid).startsWith("Z");
    }

    /** A numeric field, counted from 1; -1 when the process is gone. */
    private static long stat(long pid, int field) {
        var fields = afterName(pid).split(" ", -1);
        return fields.length > field - 3 ? Long.parseLong(fields[field - 3]) : -1;
    }

    /**
     * The fields from the third on: the name, which is the second, may hold blanks and parentheses.
     */
    private static String afterName(long pid) {
        var text = read(Path.of("/proc/" + pid + "/stat"));
        return text.substring(Math.min(text.length(), text.lastIndexOf(')') + 2));
    }

    private static String read(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
