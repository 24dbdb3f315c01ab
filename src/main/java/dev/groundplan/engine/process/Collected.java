package dev.groundplan.engine.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps all bytes of a stream, up to a limit. */
final class Collected implements Tail.Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;
    private boolean overflown;

    Collected(int limit) {
        this.limit = limit;
    }

    @Override
    public void bytes(byte[] more, int count) {
        if (bytes.size() + count > limit) {
            overflow();
        } else if (!overflown) {
            bytes.write(more, 0, count);
        }
    }

    void overflow() {
        overflown = true;
    }

    @Override
    public void idle() {
        // bytes are only looked at in the end
    }

    @Override
    public void end() {
        // nothing is held back
    }

    byte[] all() throws IOException {
        if (overflown) {
            throw new IOException(
                    "It printed more than " + limit + " bytes, which is more than can be read.");
        }
        return bytes.toByteArray();
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
