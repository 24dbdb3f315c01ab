package dev.groundplan.command;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Why a command could not do its work, as a sentence. */
final class Failures {
    // H2's codes: the file is locked by another process; there is no such file.
    private static final int LOCKED = 90020;
    private static final int NO_DATABASE = 90146;

    private Failures() {}

    static String sentence(Throwable failure) {
        Throwable cause = failure;
        @Nullable SQLException database = null;
        for (; cause.getCause() != null; cause = cause.getCause()) {
            database = cause instanceof SQLException found ? found : database;
        }
        database = cause instanceof SQLException found ? found : database;
        if (database != null) {
            return database(database);
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String database(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case LOCKED ->
                    "The portal is running and has the embedded database open. Check it on the portal's page Storage (/storage), or stop the portal first.";
            case NO_DATABASE ->
                    "There is no database there. Name the data directory with --groundplan.data, or the database with --spring.datasource.url.";
            default -> "The database can't be used: " + failure.getMessage();
        };
    }
}
