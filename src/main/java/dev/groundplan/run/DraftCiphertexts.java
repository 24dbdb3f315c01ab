package dev.groundplan.run;

import dev.groundplan.store.Cipher;
import dev.groundplan.store.EncryptedRows;
import dev.groundplan.store.EncryptedThings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The requests that were not sent yet, as what is encrypted. There are few: they stay for a day.
 */
@Component
class DraftCiphertexts implements EncryptedThings {
    // Format, length and the longest id of a key.
    private static final String HEAD = "substring(content from 1 for 42)";
    private final JdbcClient jdbc;
    private final EncryptedRows rows;
    private final Cipher cipher;

    DraftCiphertexts(JdbcClient jdbc, Cipher cipher) {
        this.jdbc = jdbc;
        this.rows = new EncryptedRows(jdbc, "request_draft");
        this.cipher = cipher;
    }

    private record Draft(UUID id, byte[] content) {
        String key() {
            return Cipher.keyOf(content);
        }
    }

    @Override
    public String title() {
        return "unsent requests";
    }

    @Override
    public Map<String, Long> countByKey() {
        return jdbc
                .sql("select id, " + HEAD + " as content from request_draft")
                .query(Draft.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Draft::key, TreeMap::new, Collectors.counting()));
    }

    @Override
    public List<UUID> ids(UUID after, int limit) {
        return rows.ids(after, limit);
    }

    @Override
    public List<UUID> underOtherKeys(UUID after, int limit) {
        return jdbc
                .sql(
                        "select id, "
                                + HEAD
                                + " as content from request_draft where id > :after order by id")
                .param("after", after)
                .query(Draft.class)
                .list()
                .stream()
                .filter(draft -> !draft.key().equals(cipher.keyId()))
                .map(Draft::id)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean check(UUID id) {
        var draft = find(id, "");
        draft.ifPresent(found -> cipher.decrypt(found.content(), RequestDrafts.purpose(id)));
        return draft.isPresent();
    }

    @Override
    public boolean moveToCurrentKey(UUID id) {
        var draft = find(id, " for update").filter(found -> !found.key().equals(cipher.keyId()));
        draft.ifPresent(this::move);
        return draft.isPresent();
    }

    private void move(Draft draft) {
        var purpose = RequestDrafts.purpose(draft.id());
        var clear = cipher.decrypt(draft.content(), purpose);
        jdbc.sql("update request_draft set content = :content where id = :id")
                .param("content", cipher.encrypt(clear, purpose))
                .param("id", draft.id())
                .update();
    }

    private Optional<Draft> find(UUID id, String lock) {
        return jdbc.sql("select id, content from request_draft where id = :id" + lock)
                .param("id", id)
                .query(Draft.class)
                .optional();
    }
}
