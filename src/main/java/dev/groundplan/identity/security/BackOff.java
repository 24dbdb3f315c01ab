package dev.groundplan.identity.security;

import java.time.Duration;
import java.time.Instant;

/**
 * The growing wait after failed logins: none for the first few, then 1, 2, 4… seconds up to a
 * limit.
 *
 * @param free how many failures cost nothing
 * @param forgottenAfter after this much quiet the count starts anew
 */
record BackOff(int free, Duration longest, Duration forgottenAfter) {
    private static final int LARGEST_POWER = 20;

    /** How long to wait from now on; zero when an attempt is welcome. */
    Duration remaining(int failures, Instant lastAt, Instant now) {
        Instant next = lastAt.plus(delay(stillCounting(failures, lastAt, now)));
        return now.isBefore(next) ? roundedUp(Duration.between(now, next)) : Duration.ZERO;
    }

    int stillCounting(int failures, Instant lastAt, Instant now) {
        return lastAt.plus(forgottenAfter).isBefore(now) ? 0 : failures;
    }

    private Duration delay(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(failures - free, LARGEST_POWER));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }

    private static Duration roundedUp(Duration wait) {
        return Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    }
}
