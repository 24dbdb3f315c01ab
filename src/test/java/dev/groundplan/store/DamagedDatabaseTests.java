package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.mock.env.MockEnvironment;

/** A file of H2 that is really damaged, and what the portal says at its start. */
class DamagedDatabaseTests {
    @TempDir Path data;
    private String url;
    private Path file;

    /** What happens to files. */
    enum Damage {
        OVERWRITTEN {
            @Override
            void to(RandomAccessFile file) throws IOException {
                file.write(new byte[(int) file.length()]);
            }
        },
        FOREIGN {
            @Override
            void to(RandomAccessFile file) throws IOException {
                file.write("This is no database at all.\n".repeat(400).getBytes());
                file.setLength(file.getFilePointer());
            }
        },
        CUT {
            @Override
            void to(RandomAccessFile file) throws IOException {
                file.setLength(5000);
            }
        };

        abstract void to(RandomAccessFile file) throws IOException;
    }

    @BeforeEach
    void makeADatabase() throws SQLException {
        url = "jdbc:h2:file:" + data + "/db/groundplan;MODE=PostgreSQL";
        file = data.resolve("db/groundplan.mv.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("create table thing (name varchar(1000))");
            for (int i = 0; i < 500; i++) {
                statement.execute("insert into thing values ('" + "x".repeat(900) + i + "')");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheFileTheCommandAndTheBackups(Damage damage) throws Exception {
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            damage.to(content);
        }

        var analysis = analyzer(url).analyze(failure());

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains(file.toString(), "damaged");
        assertThat(analysis.getAction())
                .contains(
                        "java -jar groundplan.jar restore",
                        "--groundplan.data=" + data + "-restored",
                        "--ledger=" + data)
                .contains(data.resolve("backups").toString());
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void leavesOtherFailuresToOthers() throws Exception {
        try (var connection = DriverManager.getConnection(url)) {
            var wrong = new BeanCreationException("x", queryFailure(connection));

            assertThat(analyzer(url).analyze(wrong)).isNull();
        }
        assertThat(analyzer("jdbc:postgresql://db/x").analyze(new SQLException("x", "08001", 0)))
                .isNull();
    }

    private static SQLException queryFailure(java.sql.Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select * from nothing");
            throw new AssertionError("there is such a table");
        } catch (SQLException e) {
            return e;
        }
    }

    private Exception failure() {
        try (var connection = DriverManager.getConnection(url)) {
            throw new AssertionError("It was opened: " + connection);
        } catch (SQLException e) {
            return new BeanCreationException("flyway", e);
        }
    }

    private DamagedDatabaseAnalyzer analyzer(String database) {
        var environment =
                new MockEnvironment()
                        .withProperty("groundplan.data", data.toString())
                        .withProperty("spring.datasource.url", database);
        return new DamagedDatabaseAnalyzer(environment);
    }
}
