package dev.groundplan.identity;

import org.jspecify.annotations.Nullable;

/**
 * A person was created or changed; published in the transaction that did it.
 *
 * @param by who did it; null when the portal itself did, at its start
 * @param detail one sentence for the audit, without secrets
 */
public record PersonChanged(
        PersonId person, String username, Kind kind, @Nullable PersonId by, String detail) {
    public enum Kind {
        CREATED,
        RENAMED,
        RIGHTS_CHANGED,
        DISABLED,
        ENABLED,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        SIGNED_OUT
    }

    /** True when open sessions and streams of the person have to end now. */
    public boolean endsSessions() {
        return kind == Kind.DISABLED || kind == Kind.PASSWORD_RESET || kind == Kind.SIGNED_OUT;
    }
}
