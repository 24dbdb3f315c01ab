package dev.groundplan.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;

/**
 * Tells the pool which connections to H2 are of no use any more. H2 closes its store when a write
 * fails, as on a full disk, and opens it again for the next connection; but the pool knows only the
 * states of servers, and would give out the old ones for ever. It would also drop one that waited
 * for a row in vain, although that only ends its transaction.
 */
public class LostConnections implements SQLExceptionOverride {
    private static final Set<Integer> BUSY =
            Set.of(
                    ErrorCode.LOCK_TIMEOUT_1,
                    ErrorCode.DEADLOCK_1,
                    ErrorCode.CONCURRENT_UPDATE_1,
                    ErrorCode.STATEMENT_WAS_CANCELED);
    private static final Set<Integer> CLOSED =
            Set.of(
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.CONNECTION_BROKEN_1,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2);

    @java.lang.Override // the interface has a type of that name
    public Override adjudicate(SQLException failure) {
        if (!isOfH2(failure)) {
            return Override.CONTINUE_EVICT;
        }
        if (BUSY.contains(failure.getErrorCode())) {
            return Override.DO_NOT_EVICT;
        }
        var lost =
                failure.getCause() instanceof MVStoreException
                        || CLOSED.contains(failure.getErrorCode());
        return lost ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }

    private static boolean isOfH2(SQLException failure) {
        return failure.getClass().getName().startsWith("org.h2.");
    }
}
