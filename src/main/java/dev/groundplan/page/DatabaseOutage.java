package dev.groundplan.page;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the loss of the database from other failures. */
public final class DatabaseOutage {
    /**
     * Connection exceptions, and where PostgreSQL ends a connection: when it shuts down, or when we
     * stood still in a transaction (<a
     * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Appendix A</a>).
     */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "25P03");

    private static final String CONNECTION = "08";

    private DatabaseOutage() {}

    /** Whether a failure comes from a database that can't be reached. */
    public static boolean causes(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql && isConnection(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnection(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION) || STATES.contains(state));
    }
}
