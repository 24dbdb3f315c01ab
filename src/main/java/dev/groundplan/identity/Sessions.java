package dev.groundplan.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * The sessions of a person, on whichever node they were opened. A node without pages has none, and
 * nobody asks it for them.
 */
@Component
class Sessions {
    private final ObjectProvider<FindByIndexNameSessionRepository<?>> sessions;

    Sessions(ObjectProvider<FindByIndexNameSessionRepository<?>> sessions) {
        this.sessions = sessions;
    }

    int count(PersonId person) {
        return sessions.getObject().findByPrincipalName(person.value().toString()).size();
    }

    void endAll(PersonId person) {
        endAllBut(person, null);
    }

    void endAllBut(PersonId person, @Nullable String kept) {
        var open = sessions.getObject();
        open.findByPrincipalName(person.value().toString()).keySet().stream()
                .filter(id -> !id.equals(kept))
                .forEach(open::deleteById);
    }
}
