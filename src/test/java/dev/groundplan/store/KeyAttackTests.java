package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database opens with its own keys only, and without them is of no use. */
class KeyAttackTests {
    private JdbcClient jdbc;

    @BeforeEach
    void createTable() {
        var url = "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
        var database = new DriverManagerDataSource(url + ";DATABASE_TO_LOWER=TRUE");
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        check(keys("first", 1));
    }

    @Test
    void startsAgainWithTheSameKeyAndWithANewOneBesideIt() {
        check(keys("first", 1));
        check(keys("first", 1, "second", 2));
        check(keys("second", 2));

        assertThat(jdbc.sql("select id from key_check order by id").query(String.class).list())
                .containsExactly("first", "second");
    }

    @Test
    void refusesToStartWithAnotherKeyOfTheSameName() {
        assertThatThrownBy(() -> check(keys("first", 9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not the one this database was encrypted with");
    }

    @Test
    void refusesToStartWithoutAnyOfItsKeys() {
        assertThatThrownBy(() -> check(keys("other", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none of the keys");
        assertThat(jdbc.sql("select id from key_check").query(String.class).list())
                .containsExactly("first");
    }

    @Test
    void readsNothingWithAnotherKeyOrForAnotherPurpose() {
        var secret = "canary-0815".getBytes(StandardCharsets.UTF_8);
        var cipher = new Cipher(keys("first", 1));
        var kept = cipher.encrypt(secret, "here");

        assertThat(cipher.decrypt(kept, "here")).isEqualTo(secret);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThatThrownBy(() -> cipher.decrypt(kept, "there"))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> new Cipher(keys("first", 9)).decrypt(kept, "here"))
                .isInstanceOf(UnreadableException.class);
    }

    private void check(Keyring keyring) {
        var cipher = new Cipher(keyring);
        var store = new ArtifactStore(jdbc, cipher, Clock.systemUTC());
        var things = List.<EncryptedThings>of(new Artifacts(jdbc, store, cipher));
        new KeyCheck(jdbc, keyring, cipher, things, Clock.systemUTC()).afterPropertiesSet();
    }

    private static Keyring keys(Object... idsAndBytes) {
        var keys = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < idsAndBytes.length; i += 2) {
            var key = new byte[32];
            Arrays.fill(key, ((Integer) idsAndBytes[i + 1]).byteValue());
            keys.put((String) idsAndBytes[i], key);
        }
        return new Keyring(keys);
    }
}
