package dev.groundplan.audit;

import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.PersonId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds rows to the trail, with the actor's name as it was then. */
@Component
class AuditWriter {
    private static final String PORTAL = "portal";
    private final AuditRepository audit;
    private final People people;
    private final Clock clock;

    AuditWriter(AuditRepository audit, People people, Clock clock) {
        this.audit = audit;
        this.people = people;
        this.clock = clock;
    }

    /** A null actor is the portal itself. */
    void write(@Nullable PersonId actor, String action, AuditObject object, String detail) {
        write(clock.instant(), actor, action, object, detail);
    }

    void write(
            Instant at,
            @Nullable PersonId actor,
            String action,
            AuditObject object,
            String detail) {
        audit.add(
                at,
                actor == null ? null : actor.value(),
                actor == null ? PORTAL : nameOf(actor),
                action,
                object,
                detail);
    }

    /** By somebody whom nobody knows (yet). */
    void writeStranger(String action, AuditObject object, String detail) {
        audit.add(clock.instant(), null, "somebody", action, object, detail);
    }

    private String nameOf(PersonId actor) {
        return people.find(actor).map(Person::username).orElse("somebody");
    }
}
