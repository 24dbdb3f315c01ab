package dev.groundplan.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as the portal writes it everywhere: {@code sha256:} and 64 hex digits. */
public final class Digests {
    private Digests() {}

    public static String of(byte[] content) {
        var digest = sha256();
        digest.update(content);
        return written(digest);
    }

    /** The digest of all that was put in. */
    public static String written(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
