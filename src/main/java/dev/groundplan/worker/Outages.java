package dev.groundplan.worker;

import dev.groundplan.page.DatabaseOutage;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Holds work up while the database can't be used: a tool that runs must not suffer from that. */
@Component
class Outages {
    private static final Logger log = LoggerFactory.getLogger(Outages.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private final WorkerNode node;

    Outages(WorkerNode node) {
        this.node = node;
    }

    /** Whether the same work may succeed later: the database is away, or was too busy. */
    static boolean passes(RuntimeException e) {
        return e instanceof TransientDataAccessException
                || (e instanceof DataAccessException || e instanceof TransactionException)
                        && DatabaseOutage.causes(e);
    }

    /**
     * Tries until the database answers.
     *
     * @param work may be done more than once
     * @throws WorkerStoppedException when this worker stops meanwhile
     */
    void outlast(Runnable work) {
        for (int tries = 1; !succeeds(work, tries); tries++) {
            node.refuseWhenStopping();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean succeeds(Runnable work, int tries) {
        try {
            work.run();
            return true;
        } catch (DataAccessException | TransactionException e) {
            if (!passes(e)) {
                throw e;
            }
            if (tries == 1) {
                log.warn("Work waits until the database can be used again: {}", e.getMessage());
            }
            return false;
        }
    }
}
