package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTests {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final BackOff backOff = new BackOff(5, Duration.ofMinutes(1), Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({"0,0", "4,0", "5,1", "6,2", "7,4", "10,32", "11,60", "1000000,60"})
    void growsWithEveryFailureUpToALimit(int failures, int seconds) {
        assertThat(backOff.remaining(failures, NOW, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void countsFromTheLastFailureAndRoundsUp() {
        assertThat(backOff.remaining(7, NOW, NOW.plusMillis(2500)))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.remaining(7, NOW, NOW.plusSeconds(4))).isZero();
    }

    @Test
    void forgetsAfterADay() {
        assertThat(backOff.stillCounting(9, NOW, NOW.plus(Duration.ofDays(1)).plusSeconds(1)))
                .isZero();
        assertThat(backOff.stillCounting(9, NOW, NOW.plus(Duration.ofHours(23)))).isEqualTo(9);
    }
}
