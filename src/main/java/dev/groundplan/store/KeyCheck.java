package dev.groundplan.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to start with a key that is not the one the database was encrypted with. */
@Component
@DependsOnDatabaseInitialization
class KeyCheck implements InitializingBean {
    private static final byte[] KNOWN = "groundplan".getBytes(StandardCharsets.UTF_8);
    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final Cipher cipher;
    private final List<EncryptedThings> things;
    private final Clock clock;

    KeyCheck(
            JdbcClient jdbc,
            Keyring keyring,
            Cipher cipher,
            List<EncryptedThings> things,
            Clock clock) {
        this.jdbc = jdbc;
        this.things = things;
        this.keyring = keyring;
        this.cipher = cipher;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        for (var id : keyring.ids()) {
            check(id);
        }
        refuseWithoutNeededKeys();
        rememberWhichEncrypts();
    }

    /** A line that was removed too early must be missed now, not when somebody needs a state. */
    private void refuseWithoutNeededKeys() {
        var missing = new TreeMap<String, List<String>>();
        for (var kind : things) {
            kind.countByKey()
                    .forEach(
                            (key, count) -> {
                                if (!keyring.has(key)) {
                                    missing.computeIfAbsent(key, id -> new ArrayList<>())
                                            .add(count + " " + kind.title());
                                }
                            });
        }
        if (!missing.isEmpty()) {
            var key = missing.firstEntry();
            throw new IllegalStateException(
                    "The key file lacks the key \"%s\", which is still needed for %s. Put its line back, and remove it only when the page Storage says that nothing is left under it. Nothing was changed."
                            .formatted(key.getKey(), String.join(" and ", key.getValue())));
        }
    }

    /** Things move to the key that began to encrypt last, whichever node looks. */
    private void rememberWhichEncrypts() {
        jdbc.sql(
                        """
                        update key_check set current_since = :now
                        where id = :id and current_since is null
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", keyring.current())
                .update();
    }

    private void check(String id) {
        var stored =
                jdbc.sql("select check_value from key_check where id = :id")
                        .param("id", id)
                        .query(byte[].class)
                        .optional();
        if (stored.isEmpty()) {
            refuseToStartAfresh();
            remember(id);
        } else if (!matches(cipher, stored.get())) {
            throw new IllegalStateException(
                    "The master key \"%s\" is not the one this database was encrypted with. Give back the right key file; nothing was changed."
                            .formatted(id));
        }
    }

    /** A database that already knows keys, none of which is here, belongs to another key file. */
    private void refuseToStartAfresh() {
        var known = jdbc.sql("select id from key_check").query(String.class).list();
        if (!known.isEmpty() && known.stream().noneMatch(keyring::has)) {
            throw new IllegalStateException(
                    "The key file has none of the keys that this database was encrypted with (%s). Nothing was changed."
                            .formatted(String.join(", ", known)));
        }
    }

    private void remember(String id) {
        jdbc.sql("insert into key_check (id, check_value, created_at) values (:id, :check, :at)")
                .param("id", id)
                .param("check", cipher.encrypt(id, KNOWN, "key-check"))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    static boolean matches(Cipher cipher, byte[] stored) {
        try {
            return Arrays.equals(KNOWN, cipher.decrypt(stored, "key-check"));
        } catch (UnreadableException e) {
            return false;
        }
    }
}
