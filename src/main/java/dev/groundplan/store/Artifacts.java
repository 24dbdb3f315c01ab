package dev.groundplan.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All artifacts, whatever they are. */
@Component
class Artifacts implements EncryptedThings {
    private final EncryptedRows rows;
    private final ArtifactStore store;
    private final Cipher cipher;

    Artifacts(JdbcClient jdbc, ArtifactStore store, Cipher cipher) {
        this.rows = new EncryptedRows(jdbc, "artifact");
        this.store = store;
        this.cipher = cipher;
    }

    @Override
    public String title() {
        return "artifacts";
    }

    @Override
    public Map<String, Long> countByKey() {
        return rows.countByKey();
    }

    @Override
    public List<UUID> ids(UUID after, int limit) {
        return rows.ids(after, limit);
    }

    @Override
    public List<UUID> underOtherKeys(UUID after, int limit) {
        return rows.notUnder(cipher.keyId(), after, limit);
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
