package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;

class LostConnectionsTests {
    /**
     * As H2 closes its store after a failed write; connections in use are not tested by the pool.
     */
    @Test
    void givesOutNoConnectionOfAClosedStore() throws SQLException {
        try (var pool = pool("lost-connections", 1)) {
            try (var connection = pool.getConnection()) {
                run(connection, "shutdown immediately");
                assertThat(fails(connection)).isTrue();
            }

            try (var connection = pool.getConnection()) {
                assertThat(fails(connection)).isFalse();
            }
        }
    }

    /** A pool of H2 that drops one may lose the session that made the tables' checks. */
    @Test
    void keepsAConnectionThatWaitedInVain() throws SQLException {
        try (var pool = pool("waiting-connections;LOCK_TIMEOUT=50", 2);
                var first = pool.getConnection();
                var second = pool.getConnection()) {
            run(first, "create table thing (id int primary key)");
            run(first, "insert into thing values (1)");
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            run(first, "select * from thing where id = 1 for update");

            assertThatThrownBy(() -> run(second, "select * from thing where id = 1 for update"))
                    .isInstanceOf(SQLTimeoutException.class);

            second.rollback();
            first.rollback();
            run(second, "select * from thing where id = 1 for update");
        }
    }

    private static HikariDataSource pool(String database, int size) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:" + database);
        pool.setMaximumPoolSize(size);
        pool.setExceptionOverrideClassName(LostConnections.class.getName());
        return pool;
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
