package dev.groundplan.worker;

import dev.groundplan.run.RunReady;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.log.LogAppended;
import dev.groundplan.store.ConnectionLimits;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the other nodes on the same PostgreSQL what happened here, and hears what happened there,
 * so that a run is taken and a page moves at once. NOTIFY leaves with the commit. Polling is the
 * net: what is missed while the connection is down comes a second later.
 */
@Component
class RunWakeUps implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RunWakeUps.class);
    private static final int WAIT_MILLIS = 5_000;
    private static final long PAUSE_NANOS = 1_000_000_000;
    private final JdbcConnectionDetails database;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher publisher;
    private final RunScheduler scheduler;
    private final WorkerNode node;
    private volatile @Nullable Thread listener;

    RunWakeUps(
            JdbcConnectionDetails database,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher publisher,
            RunScheduler scheduler,
            WorkerNode node) {
        this.database = database;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.publisher = publisher;
        this.scheduler = scheduler;
        this.node = node;
    }

    @EventListener
    void ready(RunReady ready) {
        tell(NodeNews.READY);
    }

    @EventListener
    void touched(RunTouched touched) {
        tell(touched);
    }

    @EventListener
    void appended(LogAppended appended) {
        tell(appended);
    }

    /** In the transaction of the event. What was heard from another node is not told again. */
    private void tell(Object event) {
        var self = listener;
        if (self != null && self != Thread.currentThread()) {
            jdbc.sql("select pg_notify('groundplan', :text)")
                    .param("text", new NodeNews(node.id(), event).text())
                    .query((row, n) -> "")
                    .list();
        }
    }

    @Override
    public void start() {
        if (database.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            var thread = new Thread(this::listen, "node-news");
            thread.setDaemon(true);
            listener = thread;
            thread.start();
        }
    }

    private void listen() {
        while (isRunning()) {
            try (var connection = connect()) {
                hear(connection);
            } catch (SQLException e) {
                log.warn("News of other nodes are not heard; trying again. {}", e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private Connection connect() throws SQLException {
        var connection =
                DriverManager.getConnection(
                        database.getJdbcUrl(),
                        ConnectionLimits.properties(
                                Objects.requireNonNullElse(database.getUsername(), ""),
                                Objects.requireNonNullElse(database.getPassword(), "")));
        try (var statement = connection.createStatement()) {
            statement.execute("listen groundplan");
        }
        return connection;
    }

    private void hear(Connection connection) throws SQLException {
        var postgres = connection.unwrap(PGConnection.class);
        while (isRunning()) {
            var news = new LinkedHashSet<Object>();
            for (var notification : postgres.getNotifications(WAIT_MILLIS)) {
                read(notification.getParameter(), news);
            }
            if (!news.isEmpty()) {
                pass(news);
            } else if (!connection.isValid(WAIT_MILLIS / 1000)) {
                throw new SQLException("The connection is gone.");
            }
        }
    }

    private void read(String text, LinkedHashSet<Object> news) {
        try {
            var heard = NodeNews.parse(text);
            if (!heard.node().equals(node.id())) {
                news.add(heard.event());
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            log.debug("News that this version does not understand: {}", text);
        }
    }

    /** Listeners wait for a commit, so there has to be one. */
    private void pass(LinkedHashSet<Object> news) {
        try {
            if (news.remove(NodeNews.READY)) {
                scheduler.wake();
            }
            transaction.executeWithoutResult(status -> news.forEach(publisher::publishEvent));
        } catch (RuntimeException e) {
            log.warn("News of other nodes could not be passed on.", e);
        }
    }

    @Override
    public void stop() {
        var thread = listener;
        listener = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }
}
