package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LostConnectionsTests {
    /**
     * As H2 closes its store after a failed write; connections in use are not tested by the pool.
     */
    @Test
    void givesOutNoConnectionOfAClosedStore() throws SQLException {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:lost-connections");
            pool.setMaximumPoolSize(1);
            pool.setExceptionOverrideClassName(LostConnections.class.getName());
            try (var connection = pool.getConnection()) {
                run(connection, "shutdown immediately");
                assertThat(fails(connection)).isTrue();
            }

            try (var connection = pool.getConnection()) {
                assertThat(fails(connection)).isFalse();
            }
        }
    }

    private static boolean fails(Connection connection) {
        try {
            run(connection, "select 1");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
