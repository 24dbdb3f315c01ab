package dev.groundplan.checker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that a client was told is accepted.
 *
 * @param values as the client sent them, as JSON
 * @param key that it was sent with; null for one that may not be sent again
 * @param answer that came back to a request with a key
 */
public record Accepted(
        UUID run,
        UUID environment,
        int number,
        String values,
        @Nullable String key,
        @Nullable String answer) {

    public Accepted(UUID run, UUID environment, int number, String values) {
        this(run, environment, number, values, null, null);
    }
}
