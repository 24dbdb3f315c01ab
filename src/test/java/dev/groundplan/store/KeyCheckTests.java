package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeyCheckTests {
    private JdbcClient jdbc;

    @BeforeEach
    void openDatabase() {
        var database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:keys;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        jdbc = JdbcClient.create(database);
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void closeDatabase() {
        jdbc.sql("shutdown").update();
    }

    @Test
    void remembersTheFirstKeyAndTakesItAgain() {
        start(CipherTests.keyring("one"));

        assertThatCode(() -> start(CipherTests.keyring("one"))).doesNotThrowAnyException();
    }

    @Test
    void refusesToStartWithAnotherKeyOfTheSameName() {
        start(CipherTests.keyring("one"));
        var wrong = new LinkedHashMap<String, byte[]>();
        wrong.put("one", new byte[32]);

        assertThatThrownBy(() -> start(new Keyring(wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not the one this database was encrypted with");
    }

    @Test
    void refusesToStartWithNoneOfTheKeys() {
        start(CipherTests.keyring("one"));

        assertThatThrownBy(() -> start(CipherTests.keyring("two")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none of the keys");
        assertThat(jdbc.sql("select id from key_check").query(String.class).list())
                .containsExactly("one");
    }

    @Test
    void refusesToStartWithoutAKeyThatIsStillNeeded() {
        var old = CipherTests.keyring("one");
        start(old);
        new ArtifactStore(jdbc, new Cipher(old), Clock.systemUTC()).save("state", new byte[9]);
        start(CipherTests.keyring("two", "one"));

        assertThatThrownBy(() -> start(CipherTests.keyring("two")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "The key file lacks the key \"one\", which is still needed for 1 artifacts.");
    }

    @Test
    void findsStoredBytesThatWereChanged() {
        var store =
                new ArtifactStore(jdbc, new Cipher(CipherTests.keyring("one")), Clock.systemUTC());
        var content = "canary".repeat(400_000).getBytes(StandardCharsets.UTF_8);
        var id = store.save("state", content);

        assertThat(store.read(id)).isEqualTo(content);
        assertThat(jdbc.sql("select count(*) from artifact_part").query(Integer.class).single())
                .isEqualTo(3);
        jdbc.sql("delete from artifact_part where seq = 1").update();
        assertThatThrownBy(() -> store.read(id)).isInstanceOf(UnreadableException.class);
        store.delete(id);
        assertThatThrownBy(() -> store.read(id))
                .isInstanceOf(UnreadableException.class)
                .hasMessageEndingWith("is gone.");
        assertThat(jdbc.sql("select count(*) from artifact_part").query(Integer.class).single())
                .isZero();
    }

    private void start(Keyring keyring) {
        var cipher = new Cipher(keyring);
        var store = new ArtifactStore(jdbc, cipher, Clock.systemUTC());
        var things = List.<EncryptedThings>of(new Artifacts(jdbc, store, cipher));
        new KeyCheck(jdbc, keyring, cipher, things, Clock.systemUTC()).afterPropertiesSet();
    }
}
