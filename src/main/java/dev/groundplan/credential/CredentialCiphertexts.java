package dev.groundplan.credential;

import dev.groundplan.store.Cipher;
import dev.groundplan.store.EncryptedRows;
import dev.groundplan.store.EncryptedThings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secrets of all credentials, as what is encrypted. */
@Component
class CredentialCiphertexts implements EncryptedThings {
    private final JdbcClient jdbc;
    private final EncryptedRows rows;
    private final Cipher cipher;

    CredentialCiphertexts(JdbcClient jdbc, Cipher cipher) {
        this.jdbc = jdbc;
        this.rows = new EncryptedRows(jdbc, "credential");
        this.cipher = cipher;
    }

    @Override
    public String title() {
        return "credentials";
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
        secret.ifPresent(bytes -> clear(id, bytes));
        return secret.isPresent();
    }

    @Override
    public boolean moveToCurrentKey(UUID id) {
        var secret = find(id, " for update").filter(bytes -> !isCurrent(bytes));
        secret.ifPresent(bytes -> move(id, bytes));
        return secret.isPresent();
    }

    private boolean isCurrent(byte[] secret) {
        return Cipher.keyOf(secret).equals(cipher.keyId());
    }

    private void move(UUID id, byte[] secret) {
        var purpose = Leases.purpose(new CredentialId(id));
        jdbc.sql("update credential set ciphertext = :bytes, key_id = :key where id = :id")
                .param("bytes", cipher.encrypt(clear(id, secret), purpose))
                .param("key", cipher.keyId())
                .param("id", id)
                .update();
    }

    private byte[] clear(UUID id, byte[] secret) {
        return cipher.decrypt(secret, Leases.purpose(new CredentialId(id)));
    }

    private Optional<byte[]> find(UUID id, String lock) {
        return jdbc.sql("select ciphertext from credential where id = :id" + lock)
                .param("id", id)
                .query(byte[].class)
                .optional();
    }
}
