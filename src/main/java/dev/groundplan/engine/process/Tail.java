package dev.groundplan.engine.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Follows a file that a child appends to. Over its budget the file is emptied again and again, and
 * only the end of what was in it is handed on.
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
    private final long most;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final LastWords last = new LastWords();
    private volatile long position;
    private volatile boolean cut;

    Tail(Path path, long position, Sink sink, Budget budget) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.position = position;
        this.sink = sink;
        this.budget = budget;
        this.most = position + budget.bytes();
    }

    /** Hands on what is new, at most a few MB, and says whether there was anything. */
    boolean drain() throws IOException {
        return drain(SLICE) > 0;
    }

    /** Hands on all that is there now, also an unfinished line: whoever goes on printing. */
    void finish() throws IOException {
        long rest = file.size() - position;
        while (rest > 0) {
            long count = drain(Math.min(SLICE, rest));
            rest = count == 0 ? 0 : rest - count;
        }
        if (cut) {
            budget.useUp();
        }
        sink.end();
        var words = last.take();
        if (words.length > 0) {
            sink.bytes(words, words.length);
            sink.end();
        }
    }

    /**
     * Cuts off what is over the budget for sure. For another thread: the one that reads may be held
     * up for a while, and the child would fill the disk.
     */
    void bound() throws IOException {
        synchronized (last) {
            long size = file.size();
            if (size > most + EMPTY_AT) {
                remember(size);
                file.truncate(most);
                cut = true;
            }
        }
    }

    private long drain(long wanted) throws IOException {
        long taken = 0;
        int count;
        while (taken < wanted && (count = file.read(buffer.clear(), position)) > 0) {
            position += count;
            taken += count;
            if (budget.take(count)) {
                sink.bytes(buffer.array(), count);
            } else {
                discard(count);
            }
        }
        if (cut && position >= most) {
            budget.useUp();
        }
        sink.idle();
        return taken;
    }

    private void discard(int count) throws IOException {
        sink.end();
        synchronized (last) {
            if (position > file.size()) {
                position = file.size(); // cut off meanwhile, and remembered
                return;
            }
            last.add(buffer.array(), count);
            if (position >= EMPTY_AT) {
                remember(file.size());
                file.truncate(0); // the child appends, so it goes on at the new end
                position = 0;
            }
        }
    }

    /** The end of what is thrown away unread. */
    private void remember(long size) throws IOException {
        var end = ByteBuffer.allocate(LastWords.BYTES);
        int count = file.read(end, Math.max(position, size - LastWords.BYTES));
        last.add(end.array(), Math.max(0, count));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
