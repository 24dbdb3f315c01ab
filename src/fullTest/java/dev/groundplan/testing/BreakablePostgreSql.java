package dev.groundplan.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of one test class alone, which may be killed and comes back with what it had. */
public class BreakablePostgreSql
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Path DATA = Path.of("target/test-data/breakable-postgresql");
    private static EmbeddedPostgres server;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            FileSystemUtils.deleteRecursively(DATA);
            Files.createDirectories(DATA.getParent());
            server = builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings =
                List.of(
                        "spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                        "spring.datasource.username=postgres",
                        "spring.datasource.password=postgres",
                        "groundplan.key-file=" + PostgreSql.key());
        TestPropertyValues.of(settings).applyTo(context);
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(DATA.toAbsolutePath())
                .setCleanDataDirectory(false);
    }

    /** What may happen to a server. */
    public enum Blow {
        KILL("KILL"),
        IMMEDIATE_STOP("QUIT"),
        FAST_STOP("INT");

        private final String signal;

        Blow(String signal) {
            this.signal = signal;
        }
    }

    /** As the kernel does; its children follow at once. */
    public static void kill() throws IOException {
        strike(Blow.KILL);
    }

    /** Returns when nothing of the server is left. */
    public static void strike(Blow blow) throws IOException {
        var pid = Long.parseLong(Files.readAllLines(DATA.resolve("postmaster.pid")).get(0).strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var all = postmaster.descendants().toList();
        if (blow == Blow.KILL) {
            postmaster.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
        } else {
            new ProcessBuilder("kill", "-" + blow.signal, String.valueOf(pid)).start();
        }
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                !postmaster.isAlive()
                                        && all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** On the same port, with the same data. */
    public static void restart() throws IOException {
        int port = server.getPort();
        server.close(); // lets go of the lock on the data directory
        server = builder().setPort(port).start();
    }

    public static void stop() throws IOException {
        server.close();
    }
}
