package dev.groundplan.worker;

import dev.groundplan.identity.PersonId;
import java.util.UUID;

/** An admin said that a host will not come back. Published in the transaction that notes it. */
public record HostDeclaredDead(PersonId by, UUID host, String name, String reason) {}
