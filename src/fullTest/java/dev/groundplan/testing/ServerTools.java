package dev.groundplan.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL of this machine's own installation, with its pg_dump and pg_restore: those that come
 * with the tests' other servers lack them.
 */
public final class ServerTools implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private final Path tools;
    private final Path data;
    private final int port;

    private ServerTools(Path tools, Path data, int port) {
        this.tools = tools;
        this.data = data;
        this.port = port;
    }

    public static boolean present() {
        return newest().isPresent();
    }

    private static Optional<Path> newest() {
        if (Files.notExists(INSTALLED)) {
            return Optional.empty();
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.filter(each -> Files.isExecutable(each.resolve("bin/pg_dump")))
                    .filter(each -> Files.isExecutable(each.resolve("bin/initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * @param data does not exist yet
     */
    public static ServerTools start(Path data) throws Exception {
        var server =
                new ServerTools(
                        newest().orElseThrow().resolve("bin"), data.toAbsolutePath(), freePort());
        server.asNobody("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        var settings = "-p %d -c listen_addresses=localhost -c unix_socket_directories=";
        server.asNobody(
                "pg_ctl",
                "-w",
                "-l",
                data + ".log",
                "-o",
                settings.formatted(server.port),
                "start");
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root, in the outermost user namespace. */
    private void asNobody(String tool, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(tools.resolve(tool).toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** Creates an empty database and returns its URL. */
    public String create(String name) throws Exception {
        asClient("createdb", name);
        return url(name);
    }

    public String url(String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    public List<String> settings(String url) {
        return List.of(
                "spring.datasource.url=" + url,
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "groundplan.key-file=" + PostgreSql.key());
    }

    public void dump(String name, Path file) throws Exception {
        asClient("pg_dump", "-Fc", "-f", file.toString(), name);
    }

    public void restore(Path file, String name) throws Exception {
        asClient("pg_restore", "--exit-on-error", "-d", name, file.toString());
    }

    private void asClient(String tool, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(tools.resolve(tool).toString()));
        command.addAll(List.of("-h", "localhost", "-p", String.valueOf(port), "-U", "postgres"));
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws Exception {
        var output = Path.of(data + ".out");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(command + ": " + Files.readString(output));
        }
    }

    @Override
    public void close() throws Exception {
        asNobody("pg_ctl", "-m", "fast", "-w", "stop");
    }
}
