package dev.groundplan.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in. The password hash is left out on purpose: it never travels.
 *
 * @param username lower case, unique, never changes
 * @param disabledAt null while the person may sign in
 */
public record Person(
        PersonId id,
        String username,
        String name,
        @Nullable String email,
        boolean admin,
        boolean auditor,
        @Nullable Instant disabledAt,
        boolean mustChangePassword,
        @Nullable Instant lastLoginAt,
        Theme theme,
        Instant createdAt) {

    public boolean disabled() {
        return disabledAt != null;
    }
}
