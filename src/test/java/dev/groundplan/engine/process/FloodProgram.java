package dev.groundplan.engine.process;

import dev.groundplan.engine.Limits;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * Follows one child in a JVM with nothing else in it, and prints what that took: {@code <sandbox>
 * <folder> <limit in MB> <hold> <shell script>}. The hold is a file: while it is missing, the
 * reader stands still, as it does when the database is away.
 */
final class FloodProgram {
    private static final int LOOKS = 16;
    private static final int BETWEEN = 64 << 20;

    private final Workdir dir;
    private final Path hold;
    private long lines;
    private long characters;
    private long notes;
    private long looked;
    private long grown;
    private long before;
    private int looks;
    private boolean held = true;
    private volatile long longest;

    private FloodProgram(Path folder, Path hold) {
        this.dir = new Workdir(folder.resolve("execution"), folder.resolve("environment"));
        this.hold = hold;
    }

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]);
        var program = new FloodProgram(folder, Path.of(args[3]));
        Isolation isolation =
                Boolean.parseBoolean(args[0])
                        ? new Bubblewrap(Tools.onPath("bwrap").orElseThrow(), folder)
                        : new Unconfined();
        program.follow(
                new ProcessRunner(isolation, DataSize.ofMegabytes(Long.parseLong(args[2]))),
                args[4]);
    }

    private void follow(ProcessRunner runner, String script) throws Exception {
        Files.createDirectories(dir.run());
        Files.createDirectories(dir.environment());
        run(runner, "echo warm");
        before = used();
        lines = 0;
        characters = 0;
        var watch = new Thread(this::watchTheDisk);
        watch.setDaemon(true);
        watch.start();
        long begin = System.nanoTime();
        var exit = run(runner, script);
        double seconds = (System.nanoTime() - begin) / 1e9;
        look();
        System.out.printf(
                "lines=%d characters=%d notes=%d grown=%d disk=%d millis=%d exit=%d%n",
                lines, characters, notes, grown, longest, (long) (seconds * 1000), exit.code());
    }

    private Exit run(ProcessRunner runner, String script) throws IOException {
        var command =
                new Command(
                        List.of("sh", "-c", script),
                        "",
                        Map.of("PATH", Tools.PATH),
                        Network.NONE,
                        new CancelPolicy(CancelPolicy.Target.LEADER, null),
                        Limits.NONE);
        return runner.run(command, dir, new Noted(), (stream, text) -> take(text));
    }

    private void take(String text) {
        while (held && before > 0) {
            held = !Files.exists(hold);
        }
        lines++;
        characters += text.length();
        if (before > 0 && characters - looked > BETWEEN && looks < LOOKS) {
            looks++;
            look();
        }
    }

    private void look() {
        looked = characters;
        grown = Math.max(grown, used() - before);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void watchTheDisk() {
        try {
            while (true) {
                longest = Math.max(longest, Files.size(dir.control().resolve("out")));
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException over) {
            throw new IllegalStateException(over);
        }
    }

    private final class Noted extends RecordingConsole {
        @Override
        public void line(Stream stream, CharSequence text) {
            notes++;
        }
    }
}
