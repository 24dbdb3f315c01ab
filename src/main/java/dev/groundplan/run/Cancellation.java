package dev.groundplan.run;

import dev.groundplan.identity.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person asked to stop; a second time, after being told what it means, to kill. */
public record Cancellation(
        @Nullable Instant requestedAt,
        @Nullable PersonId requestedBy,
        @Nullable Instant killRequestedAt) {
    static final Cancellation NONE = new Cancellation(null, null, null);

    public boolean requested() {
        return requestedAt != null;
    }

    public boolean killRequested() {
        return killRequestedAt != null;
    }

    /** A person asked again, after being told what it means. */
    Cancellation kill(Instant now) {
        return new Cancellation(requestedAt, requestedBy, now);
    }
}
