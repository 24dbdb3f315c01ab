package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CipherTests {
    private static final int SEGMENT = 16 * 1024;
    private final Cipher cipher = new Cipher(keyring("one"));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 1_000_000})
    void givesBackWhatItWasGiven(int size) {
        var content = random(size);

        assertThat(cipher.decrypt(cipher.encrypt(content, "test"), "test")).isEqualTo(content);
    }

    @Test
    void neverWritesTheSameTwice() {
        var content = random(100);

        assertThat(cipher.encrypt(content, "test")).isNotEqualTo(cipher.encrypt(content, "test"));
    }

    @Test
    void refusesAnotherPurpose() {
        var encrypted = cipher.encrypt(random(100), "state/1");

        assertThatThrownBy(() -> cipher.decrypt(encrypted, "state/2"))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void refusesEveryFlippedByte() {
        var encrypted = cipher.encrypt(random(200), "test");

        for (int i = 0; i < encrypted.length; i++) {
            var changed = encrypted.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> cipher.decrypt(changed, "test"))
                    .as("byte %d", i)
                    .isInstanceOf(UnreadableException.class);
        }
    }

    @Test
    void refusesEveryCut() {
        var encrypted = cipher.encrypt(random(2 * SEGMENT), "test");

        for (int length :
                new int[] {
                    0, 1, 5, 40, 60, SEGMENT, encrypted.length - SEGMENT - 16, encrypted.length - 1
                }) {
            assertThatThrownBy(() -> cipher.decrypt(Arrays.copyOf(encrypted, length), "test"))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadableException.class);
        }
    }

    @Test
    void refusesSegmentsInAnotherOrder() {
        var encrypted = cipher.encrypt(random(3 * SEGMENT), "test");
        int head = encrypted.length - 3 * (SEGMENT + 16);
        var swapped = encrypted.clone();
        System.arraycopy(encrypted, head, swapped, head + SEGMENT + 16, SEGMENT + 16);
        System.arraycopy(encrypted, head + SEGMENT + 16, swapped, head, SEGMENT + 16);

        assertThatThrownBy(() -> cipher.decrypt(swapped, "test"))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void readsWhatAnEarlierKeyWrote() {
        var content = random(100);
        var older = cipher.encrypt(content, "test");
        var newer = new Cipher(keyring("two", "one"));

        assertThat(newer.decrypt(older, "test")).isEqualTo(content);
        assertThat(newer.keyId()).isEqualTo("two");
        var encrypted = newer.encrypt(content, "test");
        assertThatThrownBy(() -> cipher.decrypt(encrypted, "test"))
                .isInstanceOf(UnreadableException.class);
    }

    /** The first one encrypts. */
    static Keyring keyring(String... ids) {
        var keys = new LinkedHashMap<String, byte[]>();
        for (var id : ids) {
            keys.put(id, key(id));
        }
        return new Keyring(keys);
    }

    static byte[] key(String id) {
        var key = new byte[32];
        new Random(id.hashCode()).nextBytes(key);
        return key;
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
