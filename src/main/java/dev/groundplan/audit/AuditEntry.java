package dev.groundplan.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param id counts up; the order of the trail
 * @param actor null when the portal itself did it, or somebody who is not signed in
 * @param action such as {@code RUN_APPROVED}
 * @param objectKind such as {@code run}
 * @param teamId whose thing it is; null when it is nobody's
 * @param detail why, in a sentence without secrets
 */
public record AuditEntry(
        long id,
        Instant at,
        @Nullable UUID actor,
        String actorName,
        String action,
        String objectKind,
        String objectId,
        @Nullable UUID teamId,
        String detail) {

    /** The action as people read it: "Run approved". */
    public static String words(String action) {
        var words = action.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
