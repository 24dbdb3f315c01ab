package dev.groundplan.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a database that was copied out of its time: nobody is signed in, no process of then has
 * anything in hand, and the first worker finds what it must doubt.
 */
final class RestoreMark {
    private RestoreMark() {}

    /**
     * @param backupAt null when that is not known
     */
    static void put(Connection connection, @Nullable Instant backupAt, RestoreOptions options)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        forgetProcesses(connection);
        var id = UUID.randomUUID();
        try (var restored =
                connection.prepareStatement(
                        """
                        insert into restored (id, at, backup_at, all_need_recovery)
                        values (?, current_timestamp, ?, ?)""")) {
            restored.setObject(1, id);
            restored.setObject(2, backupAt == null ? null : backupAt.atOffset(ZoneOffset.UTC));
            restored.setBoolean(3, options.allNeedRecovery());
            restored.executeUpdate();
        }
        handOver(connection, id, lines(options));
        connection.commit();
    }

    private static void forgetProcesses(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("delete from spring_session_attributes");
            statement.executeUpdate("delete from spring_session");
            statement.executeUpdate(
                    """
                    update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
                        version = version + 1 where picked = true""");
            statement.executeUpdate(
                    "update worker set stopped_at = current_timestamp where stopped_at is null");
        }
    }

    private static List<String> lines(RestoreOptions options) throws IOException {
        var lines = new ArrayList<String>();
        for (var ledger : options.ledgers()) {
            lines.addAll(Files.readAllLines(ledger));
        }
        return lines;
    }

    private static void handOver(Connection connection, UUID restored, List<String> lines)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "insert into restored_ledger (restored_id, seq, line) values (?, ?, ?)")) {
            for (int seq = 0; seq < lines.size(); seq++) {
                insert.setObject(1, restored);
                insert.setInt(2, seq);
                insert.setString(3, lines.get(seq));
                insert.executeUpdate();
            }
        }
    }
}
