package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.log.LogAppended;
import dev.groundplan.testing.PostgreSqlPortal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

@PostgreSqlPortal
@Import(RunWakeUpsTests.Listening.class)
class RunWakeUpsTests {
    private static final RunId RUN = new RunId(new UUID(1, 1));
    private static final UUID OTHER = new UUID(5, 5);
    @Autowired Listening listening;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationEventPublisher publisher;
    @Autowired TransactionTemplate transaction;

    @TestConfiguration
    static class Listening {
        final List<Object> heard = new CopyOnWriteArrayList<>();

        @TransactionalEventListener
        void appended(LogAppended event) {
            heard.add(event);
        }

        @TransactionalEventListener
        void touched(RunTouched event) {
            heard.add(event);
        }
    }

    @Test
    void passesOnWhatAnotherNodeSays() {
        var touched = new RunTouched(RUN, new EnvironmentId(new UUID(3, 3)));

        say(new NodeNews(OTHER, touched));
        say(new NodeNews(OTHER, new LogAppended(RUN, 4711)));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> listening.heard.contains(new LogAppended(RUN, 4711)));
        assertThat(listening.heard).contains(touched);
    }

    /** Else two nodes would tell each other the same for ever. */
    @Test
    void hearsItselfOnlyOnce() {
        var own = new LogAppended(RUN, 4712);
        var end = new LogAppended(RUN, 4713);
        transaction.executeWithoutResult(status -> publisher.publishEvent(own));
        say(new NodeNews(OTHER, end));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> listening.heard.contains(end));
        assertThat(listening.heard.stream().filter(own::equals)).hasSize(1);
    }

    @Test
    void saysNothingOfWhatWasRolledBack() {
        var never = new LogAppended(RUN, 4714);
        var end = new LogAppended(RUN, 4715);
        transaction.executeWithoutResult(
                status -> {
                    status.setRollbackOnly();
                    say(new NodeNews(OTHER, never));
                });
        say(new NodeNews(OTHER, end));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> listening.heard.contains(end));
        assertThat(listening.heard).doesNotContain(never);
    }

    private void say(NodeNews news) {
        jdbc.sql("select cast(pg_notify('groundplan', :text) as varchar)")
                .param("text", news.text())
                .query(String.class)
                .optional();
    }
}
