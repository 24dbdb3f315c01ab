package dev.groundplan.identity.security;

import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Two requests of one session may both leave something there under a name that was free, as the two
 * of a double click do with what they tell. The first one's stays; neither fails.
 */
@Component
class SessionRaces implements SessionRepositoryCustomizer<JdbcIndexedSessionRepository> {
    @Override
    public void customize(JdbcIndexedSessionRepository sessions) {
        sessions.setCreateSessionAttributeQuery(
                """
                insert into %TABLE_NAME%_ATTRIBUTES
                    (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES)
                values (?, ?, ?)
                on conflict do nothing
                """);
    }
}
