package dev.groundplan.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lets one node after the other stand still, as a machine does that is starved or moved: mostly for
 * less than its lease, every fourth time for longer.
 */
public final class Pauses extends Thread implements AutoCloseable {
    private final List<NodeProcess> nodes;
    private final Duration lease;
    private final int most;
    private final Random random;
    private final List<Duration> taken = new ArrayList<>();
    private volatile boolean ended;

    public Pauses(List<NodeProcess> nodes, Duration lease, int most, long seed) {
        super("pauses");
        this.nodes = nodes;
        this.lease = lease;
        this.most = most;
        this.random = new Random(seed);
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            for (int i = 0; i < most && !ended; i++) {
                Thread.sleep(500 + random.nextInt(2500));
                standStill(nodes.get(random.nextInt(nodes.size())), duration(i));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    private Duration duration(int i) {
        long millis = lease.toMillis();
        return Duration.ofMillis(
                i % 4 == 1
                        ? millis + random.nextInt((int) millis)
                        : random.nextInt((int) (millis * 3 / 4)));
    }

    private void standStill(NodeProcess node, Duration time)
            throws IOException, InterruptedException {
        node.pause();
        try {
            Thread.sleep(time.toMillis());
        } finally {
            node.resume();
        }
        taken.add(time);
    }

    /** No more of them; nobody stands still when it returns. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        join();
    }

    public int count() {
        return taken.size();
    }

    /** Those after which others have given up what the node had in hand. */
    public long beyondTheLease() {
        return taken.stream().filter(time -> time.compareTo(lease) > 0).count();
    }
}
