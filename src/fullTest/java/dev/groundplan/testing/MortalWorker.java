package dev.groundplan.testing;

import dev.groundplan.testing.fault.KillPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;

/** A worker JVM on a data directory that stays, however often the JVM ends. */
public final class MortalWorker implements AutoCloseable {
    private final Path data;
    private final List<String> settings;
    private NodeProcess node;

    private MortalWorker(Path data, List<String> settings) throws IOException {
        this.data = data;
        this.settings = settings;
        this.node = NodeProcess.start(data, settings);
        awaitReady();
    }

    /**
     * On a new data directory, for the same database as the portal.
     *
     * @param portal the portal's environment
     */
    public static MortalWorker start(Path data, Environment portal) throws IOException {
        FileSystemUtils.deleteRecursively(data);
        var settings = new ArrayList<String>();
        for (var name :
                List.of(
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.datasource.password",
                        "groundplan.key-file")) {
            settings.add(name + "=" + portal.getRequiredProperty(name));
        }
        settings.add("groundplan.recorder=true");
        settings.add("groundplan.catalog.folders=" + WorkerlessPortal.CATALOG);
        settings.add("groundplan.worker.threads=8");
        return new MortalWorker(data, settings);
    }

    public NodeProcess node() {
        return node;
    }

    public void kill() throws InterruptedException {
        node.kill();
    }

    /** After its end. Returns once it is ready. */
    public void restart() throws IOException {
        node = NodeProcess.start(data, settings);
        awaitReady();
    }

    /** After its end; it ends itself there once more, may be before it is ready. */
    public void restartArmed(KillPoint point, int passage) throws IOException {
        node = NodeProcess.start(data, settings, NodeProcess.armed(point, passage));
    }

    private void awaitReady() throws IOException {
        try {
            node.awaitReady(Duration.ofMinutes(10));
        } catch (ConditionTimeoutException e) {
            node.end();
            throw e;
        }
    }

    /** Whether it ends by itself, at the latest so long after it was ready. */
    public boolean endsWithin(Duration patience) throws IOException {
        var last = Long.MAX_VALUE;
        while (node.isAlive() && System.nanoTime() < last) {
            if (last == Long.MAX_VALUE && node.isReady()) {
                last = System.nanoTime() + patience.toNanos();
            }
            LockSupport.parkNanos(5_000_000);
        }
        return !node.isAlive();
    }

    @Override
    public void close() throws Exception {
        node.close();
    }
}
