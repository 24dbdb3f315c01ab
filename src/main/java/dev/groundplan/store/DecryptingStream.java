package dev.groundplan.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.crypto.SecretKey;

/** Decrypts while it is read, a segment at a time; nothing leaves a segment before it is proven. */
final class DecryptingStream extends InputStream {
    private final InputStream encrypted;
    private final SecretKey key;
    private byte[] next;
    private byte[] clear = {};
    private int at;
    private int number;

    /**
     * @param encrypted behind its header
     */
    DecryptingStream(InputStream encrypted, SecretKey key) throws IOException {
        this.encrypted = encrypted;
        this.key = key;
        this.next = segment();
    }

    @Override
    public int read() throws IOException {
        return fill() ? clear[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0 || !fill()) {
            return length == 0 ? 0 : -1;
        }
        var count = Math.min(length, clear.length - at);
        System.arraycopy(clear, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == clear.length) {
            if (number > 0 && next.length == 0) {
                return false;
            }
            var now = next;
            next = segment();
            clear = Cipher.open(key, number++, next.length == 0, now);
            at = 0;
        }
        return true;
    }

    private byte[] segment() throws IOException {
        return encrypted.readNBytes(Cipher.SEGMENT + Cipher.TAG);
    }

    @Override
    public void close() throws IOException {
        encrypted.close();
    }
}
