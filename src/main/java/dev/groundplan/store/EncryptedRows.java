package dev.groundplan.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table of encrypted things: its rows have an {@code id} and, if they are asked for their keys, a
 * {@code key_id}.
 *
 * @param table a name of ours: it becomes part of the statements
 */
public record EncryptedRows(JdbcClient jdbc, String table) {
    private record Count(String keyId, long things) {}

    /** How many there are under each key. */
    public Map<String, Long> countByKey() {
        var counts = new TreeMap<String, Long>();
        jdbc.sql("select key_id, count(*) as things from " + table + " group by key_id")
                .query(Count.class)
                .list()
                .forEach(count -> counts.put(count.keyId(), count.things()));
        return counts;
    }

    /** Ids after one, in their order. */
    public List<UUID> ids(UUID after, int limit) {
        return jdbc.sql(some("id > :after"))
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** Those of them that are not under a key. */
    public List<UUID> notUnder(String key, UUID after, int limit) {
        return jdbc.sql(some("id > :after and key_id <> :key"))
                .param("after", after)
                .param("key", key)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private String some(String which) {
        return """
        select id from %s where %s
        order by id fetch first :limit rows only
        """
                .formatted(table, which);
    }
}
