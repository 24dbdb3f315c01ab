package dev.groundplan.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** One PostgreSQL for the test run, a fresh database for each context. */
public class PostgreSql implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Path KEY = Path.of("target/test-data/shared.key");

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(settings(freshDatabase())).applyTo(context);
    }

    /** Creates an empty database and returns its name. */
    public static String freshDatabase() {
        var name = "groundplan_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What every node on this database is given, as {@code name=value}. */
    public static List<String> settings(String database) {
        return List.of(
                "spring.datasource.url=" + Server.RUNNING.getJdbcUrl("postgres", database),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "groundplan.key-file=" + key());
    }

    static synchronized Path key() {
        try {
            if (Files.notExists(KEY)) {
                Files.createDirectories(KEY.getParent());
                var key = Base64.getEncoder().encodeToString(new byte[32]);
                Files.writeString(KEY, "key1:" + key + "\n");
            }
            return KEY.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
