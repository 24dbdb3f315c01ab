package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class KeyRotationTests {
    private static final int MB = 1024 * 1024;
    private final JdbcConnectionPool database =
            JdbcConnectionPool.create(
                    "jdbc:h2:mem:rotation;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
                    "",
                    "");
    private final JdbcClient jdbc = JdbcClient.create(database);

    @BeforeEach
    void createTables() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void closeDatabase() {
        jdbc.sql("shutdown").update();
        database.dispose();
    }

    /** The header grows and shrinks with the key's id, and moves everything behind it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024, MB - 110, MB, 3 * MB + 5})
    void movesAnArtifactToAnotherKeyAndKeepsItsContent(int size) {
        var content = random(size);
        var short1 = node("k");
        var id = short1.store().save("state", content);
        var digest = digest(id);
        var long1 = node("a-key-with-quite-a-long-name", "k");

        assertThat(long1.rotation().moveAll(() -> true).moved()).isEqualTo(1);
        assertThat(long1.store().read(id)).isEqualTo(content);
        assertThat(long1.store().check(id)).isTrue();
        var back = node("l", "a-key-with-quite-a-long-name");
        assertThat(back.rotation().moveAll(() -> true).moved()).isEqualTo(1);
        var alone = node("l");
        assertThat(alone.store().read(id)).isEqualTo(content);
        assertThat(digest(id)).isEqualTo(digest);
        assertThatThrownBy(() -> short1.store().read(id)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void goesOnWhereItWasStopped() {
        var old = node("one");
        for (int i = 0; i < 10; i++) {
            old.store().save("state", random(100));
        }
        var asked = new AtomicInteger();
        var first = node("two", "one");
        var moved = first.rotation().moveAll(() -> asked.incrementAndGet() <= 5).moved();

        assertThat(moved).isBetween(1, 9);
        assertThat(left("one")).isEqualTo(10 - moved);
        assertThat(node("two", "one").rotation().moveAll(() -> true).moved()).isEqualTo(10 - moved);
        assertThat(left("one")).isZero();
    }

    /** While nodes are restarted, some still encrypt with the old key. */
    @Test
    void neverMovesThingsBackToAnOlderKey() {
        var old = node("one");
        var id = old.store().save("state", random(100));
        var restarted = node("two", "one");
        restarted.rotation().moveAll(() -> true);

        assertThat(old.rotation().outdated()).isTrue();
        assertThat(old.rotation().moveAll(() -> true).moved()).isZero();
        assertThat(restarted.store().read(id)).hasSize(100);
    }

    @Test
    void readersNeverSeeHalfOfIt() {
        var content = random(2 * MB);
        var old = node("one");
        var id = old.store().save("state", content);
        var both = node("two", "one");
        var done = new AtomicBoolean();
        var reads = new AtomicInteger();
        var reader =
                CompletableFuture.runAsync(
                        () -> {
                            while (!done.get() || reads.get() < 3) {
                                assertThat(both.store().read(id)).isEqualTo(content);
                                reads.incrementAndGet();
                            }
                        });
        both.rotation().moveAll(() -> true);
        done.set(true);

        reader.join();
        assertThat(left("one")).isZero();
    }

    @Test
    void leavesWhatIsDamagedAndMovesTheRest() {
        var old = node("one");
        var damaged = old.store().save("state", random(100));
        var good = old.store().save("state", random(100));
        jdbc.sql("update artifact_part set bytes = :bytes where artifact_id = :id")
                .param("bytes", new byte[50])
                .param("id", damaged.value())
                .update();
        var moved = node("two", "one").rotation().moveAll(() -> true);

        assertThat(moved).isEqualTo(new KeyRotation.Moved(1, 1));
        assertThat(node("two", "one").store().read(good)).hasSize(100);
        assertThat(left("one")).isEqualTo(1);
    }

    @Test
    void saysHowMuchIsLeftUnderWhichKey() {
        node("one").store().save("state", random(1));
        var uses = node("two", "one").rotation().uses();

        assertThat(uses)
                .containsExactly(
                        new KeyRotation.KeyUse("one", false, true, Map.of("artifacts", 1L)),
                        new KeyRotation.KeyUse("two", true, true, Map.of()));
    }

    @Test
    void readsItsKeyFileAgainWhenAnotherNodeHasANewerKey() {
        var keys = new LinkedHashMap<String, byte[]>();
        keys.put("one", CipherTests.key("one"));
        var behind = new Cipher(new Keyring(keys, () -> Map.of("two", CipherTests.key("two"))));
        var ahead = new Cipher(CipherTests.keyring("two", "one"));

        assertThat(behind.decrypt(ahead.encrypt(new byte[7], "test"), "test")).hasSize(7);
        assertThat(behind.keyId()).isEqualTo("one");
    }

    private record Node(ArtifactStore store, KeyRotation rotation) {}

    /** A node that was started with these keys, the first of which encrypts. */
    private Node node(String... ids) {
        var keyring = CipherTests.keyring(ids);
        var cipher = new Cipher(keyring);
        var store = new ArtifactStore(jdbc, cipher, Clock.systemUTC());
        var things = List.<EncryptedThings>of(new Artifacts(jdbc, store, cipher));
        new KeyCheck(jdbc, keyring, cipher, things, Clock.systemUTC()).afterPropertiesSet();
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        return new Node(store, new KeyRotation(jdbc, cipher, things, transactions));
    }

    private int left(String key) {
        return jdbc.sql("select count(*) from artifact where key_id = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    private String digest(ArtifactId id) {
        return jdbc.sql("select digest from artifact where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
