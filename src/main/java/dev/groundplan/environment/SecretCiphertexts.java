package dev.groundplan.environment;

import dev.groundplan.store.Cipher;
import dev.groundplan.store.EncryptedRows;
import dev.groundplan.store.EncryptedThings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secret values of all environments, as what is encrypted. */
@Component
class SecretCiphertexts implements EncryptedThings {
    private final JdbcClient jdbc;
    private final EncryptedRows rows;
    private final Cipher cipher;

    SecretCiphertexts(JdbcClient jdbc, Cipher cipher) {
        this.jdbc = jdbc;
        this.rows = new EncryptedRows(jdbc, "secret_value");
        this.cipher = cipher;
    }

    private record Secret(UUID environmentId, byte[] ciphertext) {}

    @Override
    public String title() {
        return "secret values";
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
        var secret = find(id, "");
        secret.ifPresent(found -> clear(id, found));
        return secret.isPresent();
    }

    @Override
    public boolean moveToCurrentKey(UUID id) {
        var secret = find(id, " for update").filter(found -> !isCurrent(found));
        secret.ifPresent(found -> move(id, found));
        return secret.isPresent();
    }

    private boolean isCurrent(Secret secret) {
        return Cipher.keyOf(secret.ciphertext()).equals(cipher.keyId());
    }

    private void move(UUID id, Secret secret) {
        var purpose = SecretValues.purpose(new EnvironmentId(secret.environmentId()), id);
        jdbc.sql("update secret_value set ciphertext = :bytes, key_id = :key where id = :id")
                .param("bytes", cipher.encrypt(clear(id, secret), purpose))
                .param("key", cipher.keyId())
                .param("id", id)
                .update();
    }

    private byte[] clear(UUID id, Secret secret) {
        var purpose = SecretValues.purpose(new EnvironmentId(secret.environmentId()), id);
        return cipher.decrypt(secret.ciphertext(), purpose);
    }

    private Optional<Secret> find(UUID id, String lock) {
        return jdbc.sql("select environment_id, ciphertext from secret_value where id = :id" + lock)
                .param("id", id)
                .query(Secret.class)
                .optional();
    }
}
