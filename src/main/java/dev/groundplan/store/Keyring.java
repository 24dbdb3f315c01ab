package dev.groundplan.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The portal's master keys by id; the first one encrypts, all of them decrypt. Never leaves the
 * process.
 */
public class Keyring {
    private final Map<String, byte[]> keys;
    private final Supplier<Map<String, byte[]>> file;
    private final String current;

    Keyring(LinkedHashMap<String, byte[]> keys) {
        this(keys, Map::of);
    }

    /**
     * @param file is asked again for a key that is not known: the other nodes may have been
     *     restarted with a newer one already
     */
    Keyring(LinkedHashMap<String, byte[]> keys, Supplier<Map<String, byte[]>> file) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A keyring needs a key.");
        }
        this.keys = Collections.synchronizedMap(keys);
        this.file = file;
        this.current = keys.keySet().iterator().next();
    }

    /** The id under which new things are encrypted. */
    public String current() {
        return current;
    }

    List<String> ids() {
        synchronized (keys) {
            return List.copyOf(keys.keySet());
        }
    }

    boolean has(String id) {
        return master(id) != null;
    }

    private byte @Nullable [] master(String id) {
        var known = keys.get(id);
        if (known == null) {
            file.get().forEach(keys::putIfAbsent);
            known = keys.get(id);
        }
        return known;
    }

    /**
     * A key for one thing only, so that no two things ever share a nonce: HMAC-SHA256 as a KDF
     * (NIST SP 800-108).
     */
    SecretKey derive(String id, byte[] salt, String purpose) {
        var master = master(id);
        if (master == null) {
            throw new UnreadableException(
                    "The key " + id.replaceAll("[^!-~]", "?") + " is not in the keyring.");
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master, "HmacSHA256"));
            mac.update(salt);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            return new SecretKeySpec(mac.doFinal(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tells whether two contents are the same without telling what they are: nobody without the key
     * can try guesses against it. Changes with the key.
     */
    public String fingerprint(byte[] content, String purpose) {
        return fingerprint(current, content, purpose);
    }

    /** Whether it is the fingerprint of this content, made with any key that is here. */
    public boolean isFingerprint(String fingerprint, byte[] content, String purpose) {
        return ids().stream().anyMatch(id -> fingerprint(id, content, purpose).equals(fingerprint));
    }

    private String fingerprint(String id, byte[] content, String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(derive(id, new byte[0], "fingerprint/" + purpose));
            return "hmac:" + HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Keyring" + ids();
    }
}
