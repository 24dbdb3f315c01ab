package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.Engines;
import dev.groundplan.node.Roles;
import dev.groundplan.store.DataDirectory;
import dev.groundplan.testing.RecorderPortal;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** Work that the database holds up. */
@RecorderPortal
class OutagesTests {
    private final AtomicInteger tries = new AtomicInteger();
    @Autowired DataDirectory data;
    @Autowired Engines engines;
    @Autowired Roles roles;
    @Autowired WorkerProperties properties;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    private WorkerNode node;
    private Outages outages;

    @BeforeEach
    void aNodeOfItsOwn() {
        node = new WorkerNode(data, engines, roles, properties, jdbc, clock);
        outages = new Outages(node);
    }

    @Test
    void triesAgainUntilTheDatabaseIsThere() {
        outages.outlast(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw away();
                    }
                });

        assertThat(tries).hasValue(2);
    }

    @Test
    void triesAgainWhenARowWasLockedForTooLong() {
        outages.outlast(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new CannotAcquireLockException("Timeout");
                    }
                });

        assertThat(tries).hasValue(2);
    }

    @Test
    void givesUpAtOnceWhenTheDatabaseRefuses() {
        assertThatThrownBy(
                        () ->
                                outages.outlast(
                                        () -> {
                                            tries.incrementAndGet();
                                            throw new DataIntegrityViolationException("no");
                                        }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void waitsNoLongerWhenItsWorkerStops() {
        node.stop();

        assertThatThrownBy(
                        () ->
                                outages.outlast(
                                        () -> {
                                            throw away();
                                        }))
                .isInstanceOf(WorkerStoppedException.class);
    }

    private static RuntimeException away() {
        return new CannotCreateTransactionException(
                "away", new java.sql.SQLTransientConnectionException("away", "08001"));
    }
}
