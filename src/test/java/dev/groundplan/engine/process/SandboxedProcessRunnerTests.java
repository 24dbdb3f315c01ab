package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same children in bubblewrap, and some that try to get out. */
class SandboxedProcessRunnerTests extends ProcessRunnerContractTests {
    @BeforeEach
    void needsBubblewrap() {
        assumeThat(Tools.onPath("bwrap")).as("bubblewrap is installed").isPresent();
    }

    @Override
    Isolation isolation() {
        return new Bubblewrap(Tools.onPath("bwrap").orElseThrow(), temp);
    }

    @Test
    void showsTheRunDirectoryAndTheEnvironmentsFolderAtTheirConstantPlaces() throws IOException {
        run("pwd; echo made >here; echo made >/groundplan/environment/there");

        assertThat(console.lines(Stream.OUT)).containsExactly("/groundplan/run");
        assertThat(dir.run().resolve("here")).hasContent("made");
        assertThat(dir.environment().resolve("there")).hasContent("made");
    }

    @Test
    void keepsAPlanFromWritingToTheEnvironmentsFolder() throws IOException {
        Files.writeString(dir.environment().resolve("there"), "old");
        var script = "cat /groundplan/environment/there; echo new >/groundplan/environment/there";
        var command = withAccess(script, Network.NONE, Access.LOOK);
        var exit = runner().run(command, dir, console, console::line);

        assertThat(exit.code()).isNotZero();
        assertThat(console.lines(Stream.OUT)).containsExactly("old");
        assertThat(dir.environment().resolve("there")).hasContent("old");
    }

    @Test
    void hidesThePortalsFilesProcessesAndHome() throws IOException {
        var canary = Files.writeString(temp.resolve("canary"), "canary-in-the-data-directory");
        var home = System.getProperty("user.home");
        run(
                "cat %s; cat %s; ls -A %s /root /home /var /srv; cat /proc/*/environ; cat /proc/%d/environ; cat /etc/shadow; echo end"
                        .formatted(
                                canary,
                                dir.control().resolve("out"),
                                home,
                                ProcessHandle.current().pid()));

        assertThat(console.text())
                .doesNotContain("canary-in")
                .contains("end")
                .doesNotContain("user.dir");
        assertThat(console.lines(Stream.ERR))
                .anyMatch(line -> line.contains(canary + ": No such file"))
                .anyMatch(line -> line.contains("/etc/shadow: No such file"));
    }

    @Test
    void cannotWriteToTheSystemOrBecomeRoot() throws IOException {
        run(
                "touch /usr/canary; touch /etc/canary; id -u; grep -E '^Cap(Eff|Bnd)' /proc/self/status; mount -t tmpfs x /mnt");

        assertThat(Path.of("/usr/canary")).doesNotExist();
        assertThat(console.lines(Stream.OUT))
                .containsExactly("65534", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000");
    }

    @Test
    void reachesAListenerOfThisMachineOnlyWithNetwork() throws IOException {
        assumeThat(Tools.onPath("bash")).as("bash, which can connect, is installed").isPresent();
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var connect =
                    "bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d'".formatted(listener.getLocalPort());

            runner().run(
                            withAccess(connect, Network.NONE, Access.CHANGE),
                            dir,
                            console,
                            console::line);
            listener.setSoTimeout(50);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);

            runner().run(
                            withAccess(connect, Network.EGRESS, Access.CHANGE),
                            dir,
                            console,
                            console::line);
            listener.setSoTimeout(5000);
            listener.accept().close();
        }
    }

    @Test
    void neverMountsAFolderThatHoldsThePortalsData() {
        var access = Access.CHANGE.reading(List.of(temp.getParent()));

        assertThatThrownBy(
                        () ->
                                runner().run(
                                                withAccess("true", Network.NONE, access),
                                                dir,
                                                console,
                                                console::line))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds the portal's own data");
    }

    @Test
    void mountsWhatACommandNames() throws IOException {
        var mirror = Files.createDirectories(temp.resolve("mirror"));
        var cache = Files.createDirectories(temp.resolve("cache"));
        Files.writeString(mirror.resolve("provider"), "bytes");
        var access = Access.CHANGE.reading(List.of(mirror)).writing(List.of(cache));
        run("true");

        runner().run(
                        withAccess(
                                "cat %1$s/provider; touch %1$s/canary; touch %2$s/filled"
                                        .formatted(mirror, cache),
                                Network.NONE,
                                access),
                        dir,
                        console,
                        console::line);

        assertThat(console.lines(Stream.OUT)).containsExactly("bytes");
        assertThat(mirror.resolve("canary")).doesNotExist();
        assertThat(cache.resolve("filled")).exists();
    }

    @Test
    void startsAToolThatLiesOutsideTheSystemsFolders() throws IOException {
        var tool = Files.writeString(temp.resolve("tool"), "#!/bin/sh\nls \"$(dirname \"$0\")\"\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        runner().run(
                        command(List.of(tool.toString()), NEVER, Limits.NONE),
                        dir,
                        console,
                        console::line);

        assertThat(console.lines(Stream.OUT)).containsExactly("tool");
    }

    @Test
    void buildsExactlyThisCommandLine() throws IOException {
        var bubblewrap = new Bubblewrap(Path.of("/usr/bin/bwrap"), temp);
        var argv =
                bubblewrap.wrap(command(List.of("/usr/bin/tool", "plan"), NEVER, Limits.NONE), dir);

        assertThat(argv.subList(0, 15))
                .containsExactly(
                        "/usr/bin/bwrap",
                        "--die-with-parent",
                        "--new-session",
                        "--unshare-user",
                        "--unshare-pid",
                        "--unshare-ipc",
                        "--unshare-uts",
                        "--unshare-cgroup-try",
                        "--unshare-net",
                        "--uid",
                        "65534",
                        "--gid",
                        "65534",
                        "--hostname",
                        "groundplan");
        assertThat(argv)
                .containsSequence("--cap-drop", "ALL")
                .containsSequence(
                        "--proc",
                        "/proc",
                        "--dev",
                        "/dev",
                        "--tmpfs",
                        "/dev/shm",
                        "--tmpfs",
                        "/run")
                .endsWith(
                        "--bind",
                        dir.run().toString(),
                        "/groundplan/run",
                        "--bind-try",
                        dir.environment().toString(),
                        "/groundplan/environment",
                        "--chdir",
                        "/groundplan/run",
                        "--",
                        "/usr/bin/tool",
                        "plan");
        assertThat(argv).doesNotContain("--setenv", "yes");
    }

    private static Command withAccess(String script, Network network, Access access) {
        return new Command(
                List.of("sh", "-c", script),
                "",
                Map.of("PATH", Tools.PATH),
                network,
                NEVER,
                Limits.NONE,
                access);
    }
}
