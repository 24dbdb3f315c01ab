package dev.groundplan.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A PostgreSQL of one test class alone, on a volume that can run full. */
public class SmallPostgreSql
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Path ROOT = Path.of("target/test-data/small-postgresql");
    private static final int MEGABYTES = 200;
    private static SmallVolume volume;
    private static EmbeddedPostgres server;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            volume = SmallVolume.mount(ROOT, MEGABYTES);
            server = builder().start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
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
                .setServerConfig("max_wal_size", "48MB")
                .setServerConfig("min_wal_size", "32MB")
                .setDataDirectory(ROOT.resolve("data").toAbsolutePath())
                .setCleanDataDirectory(false);
    }

    public static SmallVolume volume() {
        return volume;
    }

    /** As its supervisor does; whether it had ended. */
    public static boolean restartIfItEnded() throws IOException {
        if (isAlive()) {
            return false;
        }
        int port = server.getPort();
        server.close();
        server = builder().setPort(port).start();
        return true;
    }

    private static boolean isAlive() throws IOException {
        var pidFile = ROOT.resolve("data/postmaster.pid");
        if (Files.notExists(pidFile)) {
            return false;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    public static void stop() throws Exception {
        try {
            server.close();
        } finally {
            volume.close();
        }
    }
}
