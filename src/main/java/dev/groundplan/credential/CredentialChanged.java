package dev.groundplan.credential;

import dev.groundplan.identity.PersonId;

/** A credential or who may use it changed; published in the transaction that did it. */
public record CredentialChanged(
        CredentialId credential, String name, Kind kind, PersonId by, String detail) {
    /** What was done. */
    public enum Kind {
        CREATED,
        REPLACED,
        REMOVED,
        GRANTED,
        REVOKED
    }
}
