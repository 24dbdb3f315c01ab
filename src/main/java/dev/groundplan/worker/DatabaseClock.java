package dev.groundplan.worker;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time, the same for all nodes: whether a worker is dead must not depend on whose
 * clock is right. Asked for now and then, and carried on in between by a clock that never jumps.
 */
final class DatabaseClock implements Clock {
    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration VALID = Duration.ofSeconds(30);
    private final DataSource dataSource;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Told told = new Told(Instant.EPOCH, System.nanoTime() - VALID.toNanos() - 1);

    private record Told(Instant time, long at) {}

    /**
     * @param dataSource gives connections of its own, not that of the running transaction, whose
     *     time stands still
     */
    DatabaseClock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Only one caller asks, and nobody waits for it: most hold a connection of the pool already.
     */
    @Override
    public Instant now() {
        if (System.nanoTime() - told.at() > VALID.toNanos() && asking.compareAndSet(false, true)) {
            try {
                ask();
            } finally {
                asking.set(false);
            }
        }
        var last = told;
        return last.time().plusNanos(System.nanoTime() - last.at());
    }

    private void ask() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select current_timestamp")) {
            row.next();
            var time = row.getObject(1, OffsetDateTime.class).toInstant();
            told = new Told(time, System.nanoTime());
        } catch (SQLException e) {
            log.debug("The database does not tell the time: {}", e.getMessage());
        }
    }
}
