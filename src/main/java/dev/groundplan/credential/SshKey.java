package dev.groundplan.credential;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A private key in OpenSSH's own format (OpenSSH, PROTOCOL.key), as {@code ssh-keygen} writes it.
 *
 * @param text ends with a newline, or ssh does not take it
 * @param fingerprint of its public part, as {@code ssh-keygen -l} shows it
 */
record SshKey(String text, String fingerprint) {
    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final String HOW =
            " Make one with: ssh-keygen -t ed25519 -N \"\" -f fleet-key, and give the file fleet-key.";

    /**
     * @throws IllegalArgumentException with a sentence that says what is wrong and repeats nothing
     *     of the text
     */
    static SshKey of(String text) {
        var lines = text.replace("\r", "").strip();
        if (!lines.startsWith(BEGIN) || !lines.endsWith(END)) {
            throw new IllegalArgumentException(
                    "This is no private key in OpenSSH's format (it begins with "
                            + BEGIN
                            + ")."
                            + HOW);
        }
        var body =
                lines.substring(
                        BEGIN.length(), Math.max(BEGIN.length(), lines.length() - END.length()));
        return new SshKey(lines + "\n", fingerprint(decoded(body)));
    }

    private static byte[] decoded(String body) {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw cut();
        }
    }

    private static IllegalArgumentException cut() {
        return new IllegalArgumentException("The private key was cut or changed." + HOW);
    }

    private static String fingerprint(byte[] bytes) {
        try {
            return fingerprint(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException e) {
            throw cut();
        }
    }

    private static String fingerprint(ByteBuffer in) {
        var magic = new byte[MAGIC.length];
        in.get(magic);
        var cipher = new String(field(in), StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(magic, MAGIC)) {
            throw cut();
        }
        if (!cipher.equals("none")) {
            throw new IllegalArgumentException(
                    "The private key has a passphrase, which no worker could type. The portal encrypts what it stores: give a key without one."
                            + HOW);
        }
        field(in); // how a passphrase is made into a key
        field(in);
        if (in.getInt() != 1) {
            throw new IllegalArgumentException("Give one private key only." + HOW);
        }
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(field(in)));
    }

    private static byte[] field(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var field = new byte[length];
        in.get(field);
        return field;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SshKey[" + fingerprint + "]";
    }
}
