package dev.groundplan.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves everything that is encrypted to the newest key, thing by thing, each in a transaction of
 * its own: it may be stopped at any time, and several nodes at it do no harm.
 */
@Component
public class KeyRotation {
    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);
    private static final int BATCH = 200;
    private final JdbcClient jdbc;
    private final Cipher cipher;
    private final List<EncryptedThings> things;
    private final TransactionTemplate transactions;

    KeyRotation(
            JdbcClient jdbc,
            Cipher cipher,
            List<EncryptedThings> things,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.things = things;
        this.transactions = transactions;
    }

    /**
     * One key and what is encrypted with it.
     *
     * @param newest whether everything is to move to it
     * @param here whether this node has it, and it is the one of that name
     * @param things how many there are, by kind; none with 0
     */
    public record KeyUse(String id, boolean newest, boolean here, Map<String, Long> things) {
        public long total() {
            return things.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What a pass did. */
    public record Moved(int moved, int unreadable) {
        Moved and(Moved other) {
            return new Moved(moved + other.moved, unreadable + other.unreadable);
        }
    }

    /** Every key that the database knows or needs. */
    public List<KeyUse> uses() {
        var byKey = new TreeMap<String, Map<String, Long>>();
        jdbc.sql("select id from key_check")
                .query(String.class)
                .list()
                .forEach(id -> byKey.put(id, new TreeMap<>()));
        for (var kind : things) {
            kind.countByKey()
                    .forEach(
                            (key, count) ->
                                    byKey.computeIfAbsent(key, id -> new TreeMap<>())
                                            .put(kind.title(), count));
        }
        var newest = newest();
        var uses = new ArrayList<KeyUse>();
        byKey.forEach(
                (id, counts) -> uses.add(new KeyUse(id, id.equals(newest), isHere(id), counts)));
        return uses;
    }

    private boolean isHere(String id) {
        return cipher.hasKey(id)
                && jdbc.sql("select check_value from key_check where id = :id")
                        .param("id", id)
                        .query(byte[].class)
                        .optional()
                        .map(stored -> KeyCheck.matches(cipher, stored))
                        .orElse(true);
    }

    /** Whether this node still encrypts with a key that another node has replaced already. */
    public boolean outdated() {
        var newest = newest();
        return newest != null && !newest.equals(cipher.keyId());
    }

    /**
     * Moves what is under other keys; only on a node that encrypts with the newest one, or two
     * nodes would move things to and fro while they are restarted.
     */
    public Moved moveAll(BooleanSupplier goOn) {
        if (outdated()) {
            return new Moved(0, 0);
        }
        var all = new Moved(0, 0);
        for (var kind : things) {
            var batch = kind.underOtherKeys(EncryptedThings.START, BATCH);
            while (!batch.isEmpty() && goOn.getAsBoolean()) {
                all = all.and(moveAll(kind, batch, goOn));
                batch = kind.underOtherKeys(batch.get(batch.size() - 1), BATCH);
            }
        }
        return all;
    }

    private Moved moveAll(EncryptedThings kind, List<UUID> batch, BooleanSupplier goOn) {
        int moved = 0;
        int unreadable = 0;
        for (var id : batch) {
            try {
                moved += goOn.getAsBoolean() && move(kind, id) ? 1 : 0;
            } catch (UnreadableException e) {
                unreadable++;
                log.warn("One of the {} keeps its old key: {}", kind.title(), e.getMessage());
            }
        }
        return new Moved(moved, unreadable);
    }

    /** Whoever else is at it right now will do it. */
    private boolean move(EncryptedThings kind, UUID id) {
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> kind.moveToCurrentKey(id)));
        } catch (TransientDataAccessException e) {
            log.debug("Tried again later: {}", e.getMessage());
            return false;
        }
    }

    private @Nullable String newest() {
        return jdbc.sql(
                        """
                        select id from key_check where current_since is not null
                        order by current_since desc, id fetch first 1 rows only
                        """)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
