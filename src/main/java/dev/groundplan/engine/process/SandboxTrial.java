package dev.groundplan.engine.process;

import dev.groundplan.engine.Limits;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.SandboxStatus.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * Tries to get out of the sandbox, as a template could: to the portal's files, processes,
 * environment and ports.
 */
final class SandboxTrial {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), null);
    private static final CancelPolicy CANCEL =
            new CancelPolicy(CancelPolicy.Target.LEADER, Duration.ZERO);

    /** What shells set by themselves, and the runner's mark. */
    private static final Set<String> HARMLESS =
            Set.of("PATH", "PWD", "OLDPWD", "SHLVL", "_", "GROUNDPLAN_EXECUTION");

    /**
     * $1 a file of the portal, $2 a port it listens on. Bash alone can connect without another
     * program.
     */
    private static final String SCRIPT =
            """
            echo started
            test -e "$1" && echo file
            tr '\\0' '\\n' </proc/self/environ | sed -n 's/^\\([A-Za-z_]*\\)=.*/variable \\1/p'
            echo processes $(readlink /proc/self/ns/pid)
            echo network $(readlink /proc/self/ns/net)
            bash -c "exec 3<>/dev/tcp/127.0.0.1/$2" 2>/dev/null
            touch /groundplan/run/written && echo written
            """;

    private final Bubblewrap bwrap;
    private final Path data;

    SandboxTrial(Bubblewrap bwrap, Path data) {
        this.bwrap = bwrap;
        this.data = data;
    }

    List<Check> checks() {
        try {
            Files.createDirectories(data);
            var root = Files.createTempDirectory(data.toAbsolutePath(), "sandbox-trial-");
            try {
                return tried(new Workdir(root, root.resolve("environment")));
            } finally {
                FileSystemUtils.deleteRecursively(root);
            }
        } catch (IOException e) {
            return List.of(new Check("Programs start in it.", false));
        }
    }

    private List<Check> tried(Workdir dir) throws IOException {
        Files.createDirectories(dir.run());
        Files.createDirectories(dir.environment());
        var canary = Files.createFile(dir.root().resolve("portal-file"));
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var said = said(dir, canary, listener.getLocalPort());
            return List.of(
                    new Check(
                            "Programs start in it.",
                            said.contains("started") && said.contains("written")),
                    new Check("The portal's files can't be seen.", !said.contains("file")),
                    new Check(
                            "The portal's environment is not handed on.",
                            said.stream().allMatch(SandboxTrial::harmless)),
                    new Check("Other processes can't be seen.", apart(said, "processes", "pid")),
                    new Check(
                            "Without network, not even this machine can be reached.",
                            apart(said, "network", "net") && !reached(listener)));
        }
    }

    private List<String> said(Workdir dir, Path canary, int port) throws IOException {
        var argv =
                List.of("/bin/sh", "-c", SCRIPT, "trial", canary.toString(), String.valueOf(port));
        var command =
                new Command(argv, "", Map.of("PATH", Tools.PATH), Network.NONE, CANCEL, LIMITS);
        return new ProcessRunner(bwrap, DataSize.ofMegabytes(1))
                .capture(command, dir, 1 << 20)
                .text()
                .lines()
                .toList();
    }

    private static boolean harmless(String line) {
        return !line.startsWith("variable ") || HARMLESS.contains(line.substring(9));
    }

    private static boolean apart(List<String> said, String word, String namespace)
            throws IOException {
        var ours = Files.readSymbolicLink(Path.of("/proc/self/ns", namespace)).toString();
        return said.stream()
                .filter(line -> line.startsWith(word + " "))
                .anyMatch(line -> !line.endsWith(" " + ours) && line.contains("["));
    }

    private static boolean reached(ServerSocket listener) throws IOException {
        listener.setSoTimeout(1);
        try (var connection = listener.accept()) {
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }
}
