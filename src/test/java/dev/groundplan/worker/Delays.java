package dev.groundplan.worker;

import dev.groundplan.run.Run;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** How long after its printing each line of a run was in the log: its lines are times. */
final class Delays {
    private final List<Long> millis = new ArrayList<>();
    private final RunLog log;
    private final Run run;
    private int seq;

    private Delays(RunLog log, Run run) {
        this.log = log;
        this.run = run;
    }

    /** Looks until the run has ended. */
    static Delays of(RunLog log, Run run, BooleanSupplier ended) {
        var delays = new Delays(log, run);
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            delays.look();
                            return ended.getAsBoolean();
                        });
        Collections.sort(delays.millis);
        return delays;
    }

    private void look() {
        for (var chunk : log.after(run.id(), seq, 100)) {
            seq = chunk.seq();
            times(chunk);
        }
    }

    private void times(LogChunk chunk) {
        var now = Clock.systemUTC().instant();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        chunk.text()
                .lines()
                .filter(line -> line.matches("\\d{19}"))
                .forEach(line -> millis.add((nanos - Long.parseLong(line)) / 1_000_000));
    }

    int count() {
        return millis.size();
    }

    long at(int percent) {
        return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
    }
}
