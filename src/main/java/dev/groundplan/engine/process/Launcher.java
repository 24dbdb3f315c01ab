package dev.groundplan.engine.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The constant script that outlives the portal and writes down the exit code. What it starts comes
 * in as arguments, and nothing of them is ever read as shell text.
 *
 * @param before what starts the shell: an own session, where there are sessions
 * @param within what starts the tool: signals back to normal, where the portal was started with
 *     them ignored
 */
record Launcher(List<String> before, List<String> within, String script) {
    private static final List<String> NORMAL_SIGNALS =
            List.of("env", "--default-signal=INT,TERM,HUP");

    /**
     * @param runs whether a command can be run and succeeds
     */
    static Launcher forThisMachine(Predicate<List<String>> runs) {
        var setsid = Tools.onPath("setsid").map(Path::toString).map(List::of).orElse(List.of());
        var probe = new ArrayList<>(NORMAL_SIGNALS);
        probe.add("true");
        return new Launcher(setsid, runs.test(probe) ? NORMAL_SIGNALS : List.of(), read());
    }

    List<String> start(Path control, List<String> argv) {
        var all = new ArrayList<>(before);
        all.addAll(
                List.of(
                        "/bin/sh",
                        "-c",
                        script,
                        "groundplan-launcher",
                        control.toAbsolutePath().toString()));
        all.addAll(within);
        all.addAll(argv);
        return all;
    }

    private static String read() {
        try (var resource = Launcher.class.getResourceAsStream("launcher.sh")) {
            return new String(
                    Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
