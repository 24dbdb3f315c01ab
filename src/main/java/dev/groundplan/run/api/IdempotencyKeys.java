package dev.groundplan.run.api;

import dev.groundplan.identity.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was answered to requests that may be sent twice. A key counts for a week. */
@Repository
class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofDays(7);
    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param fingerprint of the request
     * @param answer as JSON
     */
    record Used(String fingerprint, @Nullable String location, @Nullable String answer) {}

    /**
     * Takes the key for this transaction; another one that wants it waits here for our end.
     *
     * @throws DuplicateKeyException when it was used before
     */
    void take(PersonId person, String key, String fingerprint) {
        var now = clock.instant();
        jdbc.sql("delete from idempotency where person_id = :person and created_at < :before")
                .param("person", person.value())
                .param("before", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        """
                        insert into idempotency (person_id, idempotency_key, request_digest, created_at)
                        values (:person, :key, :fingerprint, :now)
                        """)
                .param("person", person.value())
                .param("key", key)
                .param("fingerprint", fingerprint)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void answered(PersonId person, String key, int status, String location, String answer) {
        jdbc.sql(
                        """
                        update idempotency set status = :status, location = :location, answer = :answer
                        where person_id = :person and idempotency_key = :key
                        """)
                .param("status", status)
                .param("location", location)
                .param("answer", answer)
                .param("person", person.value())
                .param("key", key)
                .update();
    }

    Optional<Used> find(PersonId person, String key) {
        return jdbc.sql(
                        """
                        select request_digest as fingerprint, location, answer from idempotency
                        where person_id = :person and idempotency_key = :key
                        """)
                .param("person", person.value())
                .param("key", key)
                .query(Used.class)
                .optional();
    }
}
