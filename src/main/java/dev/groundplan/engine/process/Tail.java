package dev.groundplan.engine.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Follows a file that a child appends to. Over its budget the file is emptied again and again, and
 * nothing is handed on.
 */
final class Tail implements Closeable {
    private static final int SLICE = 4 << 20;
    private static final int EMPTY_AT = 1 << 20;

    /** What becomes of the bytes. */
    interface Sink {
        void bytes(byte[] bytes, int count);

        /** Nothing more is there for now. */
        void idle();

        void end();
    }

    private final FileChannel file;
    private final Sink sink;
    private final Budget budget;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private long position;

    Tail(Path path, long position, Sink sink, Budget budget) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.position = position;
        this.sink = sink;
        this.budget = budget;
    }

    /** Hands on what is new, at most a few MB, and says whether there was anything. */
    boolean drain() throws IOException {
        long until = position + SLICE;
        boolean any = false;
        int count;
        while (position < until && (count = file.read(buffer.clear(), position)) > 0) {
            position += count;
            any = true;
            if (budget.take(count)) {
                sink.bytes(buffer.array(), count);
            } else {
                discard();
            }
        }
        sink.idle();
        return any;
    }

    /** Hands on all that is there, also an unfinished line. */
    void finish() throws IOException {
        while (drain()) {
            // until there is no more
        }
        sink.end();
    }

    private void discard() throws IOException {
        sink.end();
        if (position >= EMPTY_AT) {
            file.truncate(0); // the child appends, so it goes on at the new end
            position = 0;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
