package dev.groundplan.run;

import com.fasterxml.uuid.Generators;
import dev.groundplan.identity.Viewer;
import dev.groundplan.store.Cipher;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests between the form and the last look. Kept encrypted, since they hold secrets that must
 * not travel through the browser again, and for a day; sending one twice leads to the same run.
 */
@Repository
public class RequestDrafts {
    private static final Duration KEPT = Duration.ofDays(1);
    private final JdbcClient jdbc;
    private final Cipher cipher;
    private final JsonMapper json;
    private final Clock clock;

    RequestDrafts(JdbcClient jdbc, Cipher cipher, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A request as it was typed.
     *
     * @param run the run that it became; null while it was not sent
     */
    public record Draft(UUID id, ObjectNode content, @Nullable RunId run) {}

    @Transactional
    public UUID save(Viewer viewer, ObjectNode content) {
        forgetOld();
        var id = Generators.timeBasedEpochGenerator().generate();
        jdbc.sql(
                        """
                        insert into request_draft (id, person_id, content, created_at)
                        values (:id, :person, :content, :at)
                        """)
                .param("id", id)
                .param("person", viewer.id().value())
                .param("content", cipher.encrypt(json.writeValueAsBytes(content), purpose(id)))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** Only the own ones are found. */
    @Transactional(readOnly = true)
    public Optional<Draft> find(Viewer viewer, UUID id) {
        return select(viewer, id, "");
    }

    /** Waits for a second click on the same button. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Draft> lock(Viewer viewer, UUID id) {
        return select(viewer, id, " for update");
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(Draft draft, Run run) {
        jdbc.sql("update request_draft set run_id = :run, content = :content where id = :id")
                .param("run", run.id().value())
                .param(
                        "content",
                        cipher.encrypt(
                                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                purpose(draft.id())))
                .param("id", draft.id())
                .update();
    }

    private Optional<Draft> select(Viewer viewer, UUID id, String lock) {
        return jdbc.sql(
                        "select id, content, run_id from request_draft where id = :id and person_id = :person"
                                + lock)
                .param("id", id)
                .param("person", viewer.id().value())
                .query(
                        (row, n) ->
                                new Draft(
                                        id,
                                        (ObjectNode)
                                                json.readTree(
                                                        cipher.decrypt(
                                                                row.getBytes("content"),
                                                                purpose(id))),
                                        run(row.getObject("run_id", UUID.class))))
                .optional();
    }

    private static @Nullable RunId run(@Nullable UUID id) {
        return id == null ? null : new RunId(id);
    }

    private void forgetOld() {
        jdbc.sql("delete from request_draft where created_at < :before")
                .param("before", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    static String purpose(UUID id) {
        return "draft/" + id;
    }
}
