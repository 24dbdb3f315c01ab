package dev.groundplan.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.RunId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class LogStreamsTests {
    private static final LogStream.Source NOTHING = new LogStream.Source(null, null, null);
    private final LogStreams streams = new LogStreams();

    @Test
    void letsAsManyReadAgainAfterItRefusedSome() {
        var first = new CountDownLatch(1);
        assertThat(start(15, first)).isEqualTo(200);
        first.countDown();

        var second = new CountDownLatch(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(start(1, second)).isEqualTo(20));
        assertThat(start(14, second)).isEqualTo(180);
        second.countDown();
    }

    /** How many of twenty streams each of so many people are let in, until a latch is down. */
    private long start(int people, CountDownLatch until) {
        return IntStream.range(0, people)
                .mapToObj(person -> UUID.randomUUID())
                .mapToLong(person -> start(person, until))
                .sum();
    }

    private long start(UUID person, CountDownLatch until) {
        var run = new RunId(UUID.randomUUID());
        return IntStream.range(0, 20)
                .filter(any -> streams.start(run, person, stream(until)))
                .count();
    }

    private static LogStream stream(CountDownLatch until) {
        return new LogStream(new SseEmitter(), NOTHING, 0, () -> true) {
            @Override
            public void run() {
                try {
                    until.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
