package dev.groundplan.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether a tool has said nothing for so long that a person should hear of it. */
final class Silence {
    static final Duration WORTH_TELLING = Duration.ofMinutes(1);
    private final Clock clock;
    private volatile Instant heard;
    private boolean told;

    Silence(Clock clock) {
        this.clock = clock;
        this.heard = clock.instant();
    }

    void heard() {
        heard = clock.instant();
    }

    /** Whether the tool has fallen silent, or broken its silence, since this was asked last. */
    boolean changed() {
        boolean silent = heard.plus(WORTH_TELLING).isBefore(clock.instant());
        boolean changed = silent != told;
        told = silent;
        return changed;
    }
}
