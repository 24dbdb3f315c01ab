package dev.groundplan.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The portal's master keys by id; the last one encrypts, all of them decrypt. Never leaves the
 * process.
 */
public class Keyring {
    private final Map<String, byte[]> keys;
    private final String current;

    Keyring(LinkedHashMap<String, byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A keyring needs a key.");
        }
        this.keys = keys;
        this.current = keys.keySet().stream().reduce((first, second) -> second).orElseThrow();
    }

    /** The id under which new things are encrypted. */
    public String current() {
        return current;
    }

    Iterable<String> ids() {
        return keys.keySet();
    }

    /**
     * A key for one thing only, so that no two things ever share a nonce: HMAC-SHA256 as a KDF
     * (NIST SP 800-108).
     */
    SecretKey derive(String id, byte[] salt, String purpose) {
        var master = keys.get(id);
        if (master == null) {
            throw new UnreadableException("The key " + id + " is not in the keyring.");
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
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(derive(current, new byte[0], "fingerprint/" + purpose));
            return "hmac:" + HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Keyring" + Arrays.toString(keys.keySet().toArray());
    }
}
