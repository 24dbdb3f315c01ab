package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.SettableClock;
import org.junit.jupiter.api.Test;

class SilenceTests {
    private final SettableClock clock = new SettableClock();
    private final Silence silence = new Silence(clock);

    @Test
    void tellsOnceThatItBeganAndOnceThatItIsOver() {
        assertThat(silence.changed()).isFalse();

        clock.advance(Silence.WORTH_TELLING.plusSeconds(1));
        assertThat(silence.changed()).isTrue();
        assertThat(silence.changed()).isFalse();

        silence.heard();
        assertThat(silence.changed()).isTrue();
        assertThat(silence.changed()).isFalse();
    }

    @Test
    void isNoneWhileSomethingIsSaid() {
        clock.advance(Silence.WORTH_TELLING.minusSeconds(10));
        silence.heard();
        clock.advance(Silence.WORTH_TELLING.minusSeconds(10));

        assertThat(silence.changed()).isFalse();
    }
}
