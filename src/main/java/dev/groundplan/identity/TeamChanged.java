package dev.groundplan.identity;

import org.jspecify.annotations.Nullable;

/**
 * A team or its members changed; published in the transaction that did it.
 *
 * @param member whose membership changed; null when the team itself did
 * @param by who did it; null when the portal itself did, at its start
 */
public record TeamChanged(
        TeamId team, Kind kind, @Nullable PersonId member, @Nullable PersonId by, String detail) {
    public enum Kind {
        CREATED,
        RENAMED,
        MEMBER_SET,
        MEMBER_REMOVED
    }
}
