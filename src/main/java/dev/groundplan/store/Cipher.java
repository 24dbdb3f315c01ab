package dev.groundplan.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * AES-256-GCM in segments of 16 kB, each bound to its place and to being the last or not (the
 * STREAM construction, Hoang et al. 2015). One shot over large content is slow on JDK 17. What it
 * is for is bound too: bytes of one thing can't be passed off as another's.
 */
@Component
public class Cipher {
    private static final byte FORMAT = 1;
    private static final int SALT = 32;
    static final int SEGMENT = 16 * 1024;
    static final int TAG = 16;
    private final Keyring keyring;
    private final SecureRandom random = new SecureRandom();

    Cipher(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The id of the key that {@link #encrypt} uses now. */
    public String keyId() {
        return keyring.current();
    }

    /**
     * @param purpose what the content is, such as {@code state/<id>}; must be given again to
     *     decrypt
     */
    public byte[] encrypt(byte[] content, String purpose) {
        return encrypt(keyring.current(), content, purpose);
    }

    byte[] encrypt(String keyId, byte[] content, String purpose) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var id = keyId.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(content.length + content.length / SEGMENT * TAG + 128);
        out.write(FORMAT);
        out.write(id.length);
        out.writeBytes(id);
        out.writeBytes(salt);
        var key = keyring.derive(keyId, salt, purpose);
        for (int at = 0, n = 0; n == 0 || at < content.length; at += SEGMENT, n++) {
            var length = Math.min(SEGMENT, content.length - at);
            var last = at + length >= content.length;
            out.writeBytes(
                    segment(javax.crypto.Cipher.ENCRYPT_MODE, key, n, last, content, at, length));
        }
        return out.toByteArray();
    }

    /**
     * @throws UnreadableException when the bytes were changed, cut, made for another purpose or
     *     with an unknown key
     */
    public byte[] decrypt(byte[] encrypted, String purpose) {
        try {
            return decrypt(ByteBuffer.wrap(encrypted), purpose);
        } catch (java.nio.BufferUnderflowException e) {
            throw new UnreadableException("Encrypted content was cut.", e);
        }
    }

    /** The id of the key that content was encrypted with, as its first bytes say. */
    public static String keyOf(byte[] encrypted) {
        if (encrypted.length < 2 || encrypted.length < 2 + (encrypted[1] & 0xff)) {
            return "";
        }
        return new String(encrypted, 2, encrypted[1] & 0xff, StandardCharsets.UTF_8);
    }

    /** Whether a key is here, so that what it encrypted can be read. */
    public boolean hasKey(String id) {
        return keyring.has(id);
    }

    InputStream decrypting(InputStream encrypted, String purpose) throws IOException {
        if (encrypted.read() != FORMAT) {
            throw new UnreadableException("Not in the portal's encrypted format.");
        }
        var id = encrypted.readNBytes(Math.max(0, encrypted.read()));
        var salt = encrypted.readNBytes(SALT);
        if (salt.length < SALT) {
            throw new UnreadableException("Encrypted content was cut.");
        }
        var key = keyring.derive(new String(id, StandardCharsets.UTF_8), salt, purpose);
        return new DecryptingStream(encrypted, key);
    }

    OutputStream encrypting(OutputStream encrypted, String purpose) throws IOException {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var id = keyring.current().getBytes(StandardCharsets.UTF_8);
        encrypted.write(FORMAT);
        encrypted.write(id.length);
        encrypted.write(id);
        encrypted.write(salt);
        return new EncryptingStream(encrypted, keyring.derive(keyring.current(), salt, purpose));
    }

    static byte[] open(SecretKey key, int number, boolean last, byte[] segment) {
        return segment(
                javax.crypto.Cipher.DECRYPT_MODE, key, number, last, segment, 0, segment.length);
    }

    static byte[] seal(SecretKey key, int number, boolean last, byte[] clear, int length) {
        return segment(javax.crypto.Cipher.ENCRYPT_MODE, key, number, last, clear, 0, length);
    }

    private byte[] decrypt(ByteBuffer in, String purpose) {
        if (in.get() != FORMAT) {
            throw new UnreadableException("Not in the portal's encrypted format.");
        }
        var id = new byte[in.get() & 0xff];
        in.get(id);
        var salt = new byte[SALT];
        in.get(salt);
        var key = keyring.derive(new String(id, StandardCharsets.UTF_8), salt, purpose);
        var out = new ByteArrayOutputStream(in.remaining());
        for (int n = 0; n == 0 || in.hasRemaining(); n++) {
            var length = Math.min(SEGMENT + TAG, in.remaining());
            var last = length == in.remaining();
            out.writeBytes(
                    segment(
                            javax.crypto.Cipher.DECRYPT_MODE,
                            key,
                            n,
                            last,
                            in.array(),
                            in.position(),
                            length));
            in.position(in.position() + length);
        }
        return out.toByteArray();
    }

    private static byte[] segment(
            int mode, SecretKey key, int number, boolean last, byte[] bytes, int from, int length) {
        try {
            var nonce = ByteBuffer.allocate(12).putInt(7, number).put(11, (byte) (last ? 1 : 0));
            var cipher = javax.crypto.Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce.array()));
            return cipher.doFinal(bytes, from, length);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new UnreadableException("Encrypted content was changed or the key is wrong.", e);
        }
    }
}
