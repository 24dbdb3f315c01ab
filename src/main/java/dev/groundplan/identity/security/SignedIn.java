package dev.groundplan.identity.security;

import dev.groundplan.identity.PersonId;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a session remembers: who signed in and when. Everything else is read afresh for every
 * request.
 */
record SignedIn(UUID id, Instant since) implements AuthenticatedPrincipal, Serializable {
    private static final long serialVersionUID = 1;

    PersonId person() {
        return new PersonId(id);
    }

    @Override
    public String getName() {
        return id.toString();
    }
}
