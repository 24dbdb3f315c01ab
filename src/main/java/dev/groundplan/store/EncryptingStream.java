package dev.groundplan.store;

import java.io.IOException;
import java.io.OutputStream;
import javax.crypto.SecretKey;

/** Encrypts what is written to it, a segment at a time; complete once it is closed. */
final class EncryptingStream extends OutputStream {
    private final OutputStream encrypted;
    private final SecretKey key;
    private final byte[] clear = new byte[Cipher.SEGMENT];
    private int filled;
    private int number;
    private boolean closed;

    /**
     * @param encrypted has the header already
     */
    EncryptingStream(OutputStream encrypted, SecretKey key) {
        this.encrypted = encrypted;
        this.key = key;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            if (filled == clear.length) {
                seal(false); // only now it is known that this segment is not the last one
            }
            var count = Math.min(length - done, clear.length - filled);
            System.arraycopy(content, offset + done, clear, filled, count);
            filled += count;
            done += count;
        }
    }

    private void seal(boolean last) throws IOException {
        encrypted.write(Cipher.seal(key, number++, last, clear, filled));
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            seal(true);
            encrypted.close();
        }
    }
}
