package dev.groundplan.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTests {

    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");

    private final Times times = new Times(Clock.fixed(NOW, ZoneId.of("Europe/Berlin")));

    @ParameterizedTest
    @CsvSource({
        "3, just now",
        "48, 48 s ago",
        "61, 1 min ago",
        "7200, 2 h ago",
        "90000, 1 day ago",
        "200000, 2 days ago",
        "-600, in 10 min",
        "9000000, 14 Dec 2025"
    })
    void saysHowLongAgoInWords(long seconds, String words) {
        assertThat(times.ago(NOW.minusSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "400, 0.4 s",
        "2000, 2 s",
        "9960, 10.0 s",
        "48000, 48 s",
        "192000, 3 min 12 s",
        "120000, 2 min",
        "7500000, 2 h 5 min",
        "400000000, 4 days",
        "-5, 0 s"
    })
    void saysHowLongItTook(long millis, String words) {
        assertThat(times.duration(Duration.ofMillis(millis))).isEqualTo(words);
    }

    /** The night in which the clocks change: nothing depends on where the portal runs. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York"})
    void saysTheSameInEveryZone(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            assertThat(times.full(NOW)).isEqualTo("29 March 2026, 01:30:00 UTC");
            assertThat(times.iso(NOW)).isEqualTo("2026-03-29T01:30:00Z");
            assertThat(times.clock(NOW)).isEqualTo("01:30:00");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        assertThat(
                        times.ago(null)
                                + times.iso(null)
                                + times.full(null)
                                + times.duration(null)
                                + times.since(null))
                .isEmpty();
    }
}
