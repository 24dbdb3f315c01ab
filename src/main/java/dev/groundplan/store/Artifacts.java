package dev.groundplan.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All artifacts, whatever they are. */
@Component
class Artifacts implements EncryptedThings {
    private final JdbcClient jdbc;
    private final ArtifactStore store;
    private final Cipher cipher;

    Artifacts(JdbcClient jdbc, ArtifactStore store, Cipher cipher) {
        this.jdbc = jdbc;
        this.store = store;
        this.cipher = cipher;
    }

    private record Count(String keyId, long things) {}

    @Override
    public String title() {
        return "artifacts";
    }

    @Override
    public Map<String, Long> countByKey() {
        var counts = new TreeMap<String, Long>();
        jdbc.sql("select key_id, count(*) as things from artifact group by key_id")
                .query(Count.class)
                .list()
                .forEach(count -> counts.put(count.keyId(), count.things()));
        return counts;
    }

    @Override
    public List<UUID> ids(UUID after, int limit) {
        return jdbc.sql(
                        """
                        select id from artifact where id > :after
                        order by id fetch first :limit rows only
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    @Override
    public List<UUID> underOtherKeys(UUID after, int limit) {
        return jdbc.sql(
                        """
                        select id from artifact where id > :after and key_id <> :key
                        order by id fetch first :limit rows only
                        """)
                .param("after", after)
                .param("key", cipher.keyId())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    @Override
    public boolean check(UUID id) {
        return store.check(new ArtifactId(id));
    }

    @Override
    public boolean moveToCurrentKey(UUID id) {
        return store.moveToCurrentKey(new ArtifactId(id));
    }
}
