package dev.groundplan.upkeep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept; null, the default: for ever.
 *
 * @param logs of ended runs, from their end
 * @param plans what plans would have changed, and their sealed files, from the end of the run
 * @param states contents of recorded states that newer ones replaced
 * @param statesKept so many of the newest states of a step stay, however old they are
 */
@ConfigurationProperties("groundplan.retention")
public record RetentionProperties(
        @Nullable Duration logs,
        @Nullable Duration plans,
        @Nullable Duration states,
        @DefaultValue("10") int statesKept) {

    /** A step's current state is never removed. */
    public RetentionProperties {
        if (statesKept < 1) {
            throw new IllegalArgumentException(
                    "groundplan.retention.states-kept must be 1 or more.");
        }
    }
}
