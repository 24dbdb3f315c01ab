package dev.groundplan.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Encrypted things of one kind, so that all kinds can be checked and move to another key. */
public interface EncryptedThings {
    /** Comes before the first id. */
    UUID START = new UUID(0, 0);

    /** What people call them, in the plural: "secret values". */
    String title();

    /** How many there are under each key. */
    Map<String, Long> countByKey();

    /** Ids after one, in their order. */
    List<UUID> ids(UUID after, int limit);

    /** Those of them that are not under the current key. */
    List<UUID> underOtherKeys(UUID after, int limit);

    /**
     * Decrypts it and compares what is known of it; changes nothing.
     *
     * @return false when it is gone
     * @throws UnreadableException when it is damaged, or its key is not in the keyring
     */
    boolean check(UUID id);

    /**
     * Encrypts it anew with the current key, in the caller's transaction.
     *
     * @return false when it is gone, or was moved already
     * @throws UnreadableException when it can't be decrypted; then it stays as it is
     */
    boolean moveToCurrentKey(UUID id);
}
