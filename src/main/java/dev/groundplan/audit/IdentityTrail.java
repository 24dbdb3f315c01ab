package dev.groundplan.audit;

import dev.groundplan.identity.LoginFailed;
import dev.groundplan.identity.LoginSucceeded;
import dev.groundplan.identity.People;
import dev.groundplan.identity.PersonChanged;
import dev.groundplan.identity.TeamChanged;
import dev.groundplan.identity.TokenChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down who signs in, and what changes about people, teams and tokens. */
@Component
class IdentityTrail {
    private final AuditWriter writer;
    private final People people;

    IdentityTrail(AuditWriter writer, People people) {
        this.writer = writer;
        this.people = people;
    }

    @EventListener
    void changed(PersonChanged change) {
        writer.write(
                change.by(),
                "PERSON_" + change.kind(),
                AuditObject.of("person", change.person().value()),
                change.username() + ": " + change.detail());
    }

    @EventListener
    void changed(TeamChanged change) {
        writer.write(
                change.by(),
                "TEAM_" + change.kind(),
                AuditObject.of("team", change.team().value(), change.team()),
                change.detail());
    }

    @EventListener
    void changed(TokenChanged change) {
        writer.write(
                change.by(),
                "TOKEN_" + change.kind(),
                AuditObject.of("token", change.token()),
                "Of " + people.nameOf(change.owner()) + ": " + change.detail());
    }

    @EventListener
    void succeeded(LoginSucceeded login) {
        writer.write(
                login.person(),
                "LOGIN_SUCCEEDED",
                AuditObject.of("person", login.person().value()),
                "From " + login.address());
    }

    /** What was typed is kept only when it names a person: it may be a password. */
    @EventListener
    void failed(LoginFailed login) {
        var person = people.byUsername(login.username());
        writer.writeStranger(
                "LOGIN_FAILED",
                AuditObject.of(
                        "person", person.isPresent() ? person.get().id().value() : "unknown"),
                person.isPresent()
                        ? "As " + person.get().username() + ", from " + login.address()
                        : "With an unknown username, from " + login.address());
    }
}
