package dev.groundplan.worker;

import dev.groundplan.run.Run;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.RunLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the log kept of a tool that counts, in lines of 80 characters, over its limit. */
final class FloodLog {
    private final List<String> notes = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long next;
    private int swaps;

    static FloodLog of(RunLog log, Run run) {
        var flood = new FloodLog();
        int seq = 0;
        for (var chunks = log.after(run.id(), 0, 50);
                !chunks.isEmpty();
                chunks = log.after(run.id(), seq, 50)) {
            chunks.forEach(flood::take);
            seq = chunks.get(chunks.size() - 1).seq();
        }
        return flood;
    }

    private void take(LogChunk chunk) {
        if (chunk.phase().equals("PLAN")) {
            return;
        }
        if (chunk.stream().equals("NOTE")) {
            notes.add(chunk.text());
        } else if (notes.isEmpty()) {
            first = first.isBefore(chunk.at()) ? first : chunk.at();
            last = chunk.at();
            chunk.text().lines().filter(line -> line.matches("\\d{79}")).forEach(this::count);
        } else {
            after.addAll(chunk.text().lines().toList());
        }
    }

    private void count(String line) {
        swaps += Long.parseLong(line) == next++ ? 0 : 1;
    }

    long lines() {
        return next;
    }

    int swaps() {
        return swaps;
    }

    List<String> notes() {
        return notes;
    }

    List<String> last() {
        return after;
    }

    /** In MB a second. */
    double rate() {
        return next * 80 / 1e6 / (Duration.between(first, last).toNanos() / 1e9);
    }
}
