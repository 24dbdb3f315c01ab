package dev.groundplan.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param failure a sentence; null when it did not fail
 * @param problems what the tool said about single inputs, as JSON; null when nothing
 */
public record Ending(
        Effect effect,
        int done,
        int planned,
        @Nullable String failure,
        @Nullable String problems,
        Instant at) {

    public static Ending none(Instant at) {
        return new Ending(Effect.NONE, 0, 0, null, null, at);
    }

    public static Ending none(@Nullable String failure, @Nullable String problems, Instant at) {
        return new Ending(Effect.NONE, 0, 0, failure, problems, at);
    }

    /** From counts: all done, some, or none. */
    public static Ending counted(int done, int planned, @Nullable String failure, Instant at) {
        var effect =
                done == 0
                        ? Effect.NONE
                        : done >= planned && failure == null ? Effect.COMPLETE : Effect.PARTIAL;
        return new Ending(effect, done, planned, failure, null, at);
    }

    /** The same, of a run of which something was made all the same. */
    public Ending partial() {
        return new Ending(Effect.PARTIAL, done, planned, failure, problems, at);
    }
}
