package dev.groundplan.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A network between the portal and PostgreSQL that can be cut: after some bytes, right after a
 * commit was passed on and before its answer is, or by passing nothing on for a while.
 */
public final class CutProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<CutWire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicLong untilCut = new AtomicLong(Long.MAX_VALUE);
    private final AtomicReference<@Nullable CountDownLatch> commitCut = new AtomicReference<>();
    private final AtomicReference<@Nullable CountDownLatch> byteCut = new AtomicReference<>();
    private volatile boolean hole;

    /**
     * @param target PostgreSQL's port on this machine
     */
    public CutProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CutWire.thread("cut-proxy", this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                new CutWire(this, client, server, wires).start();
            } catch (IOException e) {
                // closed, or PostgreSQL is not there: the client sees a closed connection
            }
        }
    }

    /** Resets the connection that passes this byte, counted from now over all of them. */
    public boolean cutAfter(long bytes, long seconds) throws InterruptedException {
        var cut = new CountDownLatch(1);
        byteCut.set(cut);
        untilCut.set(bytes);
        return cut.await(seconds, TimeUnit.SECONDS);
    }

    /** Lets the next commit through to the server, and nothing of its answer back. */
    public boolean cutCommit(long seconds) throws InterruptedException {
        var cut = new CountDownLatch(1);
        commitCut.set(cut);
        return cut.await(seconds, TimeUnit.SECONDS);
    }

    /** From now on nothing passes, and nobody is told. */
    public void swallow() {
        hole = true;
    }

    /** What was held back goes on its way. */
    public void passOn() {
        hole = false;
    }

    boolean swallows() {
        return hole;
    }

    /** How many of these bytes may pass; fewer than all when the cut comes in between. */
    int allowed(int bytes) {
        long left = untilCut.getAndUpdate(now -> now == Long.MAX_VALUE ? now : now - bytes);
        if (left == Long.MAX_VALUE || left < 0 || left >= bytes) {
            return bytes;
        }
        untilCut.set(Long.MAX_VALUE);
        return (int) left;
    }

    void wasCut() {
        count(byteCut);
    }

    /** Whether this very commit is the one to lose its answer. */
    boolean takesCommit() {
        var waiting = commitCut.get();
        return waiting != null && waiting.getCount() > 0;
    }

    void commitWasCut() {
        count(commitCut);
    }

    private static void count(AtomicReference<@Nullable CountDownLatch> cut) {
        var waiting = cut.getAndSet(null);
        if (waiting != null) {
            waiting.countDown();
        }
    }

    /** Open connections through it, for messages of tests. */
    public Map<String, Integer> open() {
        return Map.of("open", wires.size());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        wires.forEach(CutWire::reset);
    }
}
