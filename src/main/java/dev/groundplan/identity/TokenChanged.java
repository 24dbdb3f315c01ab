package dev.groundplan.identity;

import java.util.UUID;

/** An API token was created or revoked; published in the transaction that did it. */
public record TokenChanged(UUID token, PersonId owner, Kind kind, PersonId by, String detail) {
    public enum Kind {
        CREATED,
        REVOKED
    }
}
