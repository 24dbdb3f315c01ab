package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.log.LogAppended;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeNewsTests {
    private static final RunId RUN = new RunId(new UUID(1, 1));

    @ParameterizedTest
    @MethodSource("events")
    void comesOutAsItWentIn(Object event) {
        var news = new NodeNews(new UUID(2, 2), event);

        assertThat(NodeNews.parse(news.text())).isEqualTo(news);
        assertThat(news.text()).hasSizeLessThan(200);
    }

    static Stream<Object> events() {
        return Stream.of(
                NodeNews.READY,
                new RunTouched(RUN, new EnvironmentId(new UUID(3, 3))),
                new LogAppended(RUN, 17));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> NodeNews.parse(new UUID(2, 2) + " dance"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NodeNews.parse("hello world"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
