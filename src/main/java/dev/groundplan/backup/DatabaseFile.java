package dev.groundplan.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of H2 as a file that no portal has open. */
final class DatabaseFile {
    private static final String SETTINGS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;IFEXISTS=TRUE";
    private final Path file;

    /**
     * @param file ends in {@code .mv.db}
     */
    DatabaseFile(Path file) {
        this.file = file;
    }

    /** What it says about itself. */
    record Facts(int schema, List<String> keys) {}

    /**
     * Opens it without changing it.
     *
     * @throws SQLException when it is damaged or not the portal's
     */
    Facts facts() throws SQLException {
        try (var connection = open(";ACCESS_MODE_DATA=r")) {
            return facts(connection);
        }
    }

    static Facts facts(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery("select count(*) from run").close();
            var keys = new ArrayList<String>();
            try (var rows = statement.executeQuery("select id from key_check order by id")) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            try (var newest =
                    statement.executeQuery(
                            """
                            select max(cast("version" as integer)) from "flyway_schema_history"
                            where "version" is not null and "success" = true""")) {
                newest.next();
                return new Facts(newest.getInt(1), keys);
            }
        }
    }

    Connection open(String more) throws SQLException {
        var path = file.toAbsolutePath().toString();
        var url = "jdbc:h2:file:" + path.substring(0, path.length() - ".mv.db".length());
        return DriverManager.getConnection(url + SETTINGS + more, "groundplan", "");
    }
}
