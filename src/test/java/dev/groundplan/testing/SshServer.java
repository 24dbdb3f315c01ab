package dev.groundplan.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A real sshd on the loopback, with a host key and one key of a person that it lets in. */
public final class SshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private final Path folder;
    private final int port;
    private final Process process;

    private SshServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Skips the test where there is no OpenSSH. */
    public static SshServer start(Path folder) throws IOException, InterruptedException {
        assumeThat(SSHD).as("the OpenSSH server is installed").isExecutable();
        Files.createDirectories(folder);
        keygen(folder.resolve("host"), "ed25519", "");
        keygen(folder.resolve("person"), "ed25519", "");
        Files.copy(folder.resolve("person.pub"), folder.resolve("authorized"));
        Files.createDirectories(Path.of("/run/sshd"));
        int port = freePort();
        Files.writeString(
                folder.resolve("config"),
                """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                PidFile none
                Subsystem sftp internal-sftp
                """
                        .formatted(port, folder.resolve("host"), folder.resolve("authorized")));
        var process =
                new ProcessBuilder(
                                SSHD.toString(),
                                "-D",
                                "-e",
                                "-f",
                                folder.resolve("config").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        var server = new SshServer(folder, port, process);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(server::answers);
        return server;
    }

    /** Makes a key as people do. */
    public static void keygen(Path file, String type, String passphrase)
            throws IOException, InterruptedException {
        run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "test", "-f", file.toString());
    }

    public int port() {
        return port;
    }

    /** The private key that is let in. */
    public String key() throws IOException {
        return Files.readString(folder.resolve("person"));
    }

    /** A line of known_hosts for this server. */
    public String knownHost() throws IOException {
        var parts = Files.readString(folder.resolve("host.pub")).split(" ");
        return "[127.0.0.1]:" + port + " " + parts[0] + " " + parts[1].strip();
    }

    /** What it wrote about who came. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(String... argv) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(argv))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(argv[0] + " failed.");
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
