package dev.groundplan.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** The sessions of a person, on whichever node they were opened. */
@Component
class Sessions {
    private final FindByIndexNameSessionRepository<?> sessions;

    Sessions(FindByIndexNameSessionRepository<?> sessions) {
        this.sessions = sessions;
    }

    int count(PersonId person) {
        return sessions.findByPrincipalName(person.value().toString()).size();
    }

    void endAll(PersonId person) {
        endAllBut(person, null);
    }

    void endAllBut(PersonId person, @Nullable String kept) {
        sessions.findByPrincipalName(person.value().toString()).keySet().stream()
                .filter(id -> !id.equals(kept))
                .forEach(sessions::deleteById);
    }
}
