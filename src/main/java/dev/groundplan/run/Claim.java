package dev.groundplan.run;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a run. Every write of a worker carries the epoch and is refused when another claim
 * came after it.
 *
 * @param planAttempts of the current part
 */
public record Claim(long epoch, @Nullable UUID workerId, int planAttempts) {
    static final Claim NONE = new Claim(0, null, 0);

    Claim by(UUID worker, int attempts) {
        return new Claim(epoch + 1, worker, attempts);
    }

    /** Nobody's, and what the lost worker still writes is refused. */
    Claim lost() {
        return new Claim(epoch + 1, null, planAttempts);
    }

    Claim released() {
        return new Claim(epoch, null, 0);
    }
}
