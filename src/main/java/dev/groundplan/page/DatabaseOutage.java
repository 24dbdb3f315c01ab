package dev.groundplan.page;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells the loss of the database, and a database that can't write any more, from other failures.
 */
public final class DatabaseOutage {
    /**
     * PostgreSQL's shutdowns, failed I/O, and the end of a session that stood still in a
     * transaction (<a
     * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Appendix A</a>).
     */
    private static final Set<String> POSTGRESQL =
            Set.of("57P01", "57P02", "57P03", "58030", "25P03");

    /**
     * H2's failed I/O, and what it says after it closed its store because of that: closed, while
     * closing, connection broken.
     */
    private static final Set<String> H2 = Set.of("90028", "90031", "90098", "90121", "90067");

    /** Connections, and resources such as room on the disk. */
    private static final List<String> CLASSES = List.of("08", "53");

    private DatabaseOutage() {}

    /** Whether a failure comes from a database that can't be reached or can't write. */
    public static boolean causes(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof MVStoreException
                    || cause instanceof SQLException sql && isOutage(sql.getSQLState())
                    || cause instanceof TransactionSystemException end && isOverLost(end)) {
                return true;
            }
        }
        return false;
    }

    /**
     * When a commit or a statement fails because the connection is lost, the rollback fails too,
     * without a state, and Spring throws that instead of what failed first.
     */
    private static boolean isOverLost(TransactionSystemException end) {
        return end.getCause() instanceof SQLException sql && sql.getSQLState() == null;
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (CLASSES.stream().anyMatch(state::startsWith)
                        || POSTGRESQL.contains(state)
                        || H2.contains(state));
    }
}
