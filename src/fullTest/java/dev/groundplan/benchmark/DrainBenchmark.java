package dev.groundplan.benchmark;

import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * How fast one node of eight threads works through what waits (P06), and how soon it begins after a
 * restart (P19), on both databases. Arguments: the report and the number of runs.
 */
public final class DrainBenchmark {
    private static final Pattern STARTED = Pattern.compile("(?m)^(\\S+Z?) .*Started Groundplan in");
    private static final Pattern DISPATCHED =
            Pattern.compile(
                    "(?m)^(\\S+Z?) .*Run \\S+ is (?:PLANNING|APPLYING): (?:Planning|Applying) begins");
    private static final int RUNNING = 4;

    private DrainBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[1]);
        var report = new Report(heading());
        var folder = Files.createTempDirectory("groundplan-drain-");
        try {
            drain("H2", Backlog.onH2(folder.resolve("drain")), runs, report);
            drain("PostgreSQL", Backlog.onPostgreSql(folder.resolve("drain")), runs, report);
            restart("H2", Backlog.onH2(folder.resolve("restart")), runs, report);
            restart("PostgreSQL", Backlog.onPostgreSql(folder.resolve("restart")), runs, report);
            report.row("Load of this machine at the end", load(), "");
            report.save(Path.of(arguments[0]));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.exit(0); // the embedded PostgreSQL ends with this process
    }

    private static String heading() throws IOException {
        return "%s, %d processors, Java %s, load before %s."
                .formatted(
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        load());
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    /** Approved runs of one second each; the clock is that of the transitions in the database. */
    private static void drain(String database, Backlog backlog, int runs, Report report)
            throws Exception {
        backlog.addApproved(runs, "millis", 1000);
        try (var node = NodeProcess.start(backlog.data(), backlog.settings(Backlog.THREADS))) {
            Backlog.await(Duration.ofMinutes(30), () -> applied(node) >= runs);
        }
        var makespan = backlog.between(RunStatus.APPLYING, RunStatus.APPLIED).toMillis() / 1000.0;
        var ideal = Math.ceil((double) runs / Backlog.THREADS);
        report.row(
                "P06, %s: drain of %d runs of one second, %d workers"
                        .formatted(database, runs, Backlog.THREADS),
                "efficiency " + Report.ratio(ideal / makespan),
                "%.1f s, ideal %.0f s; goal 0.95".formatted(makespan, ideal));
    }

    private static long applied(NodeProcess node) throws IOException {
        return count(node, " is APPLIED: ");
    }

    private static long count(NodeProcess node, String text) throws IOException {
        return node.output().lines().filter(line -> line.contains(text)).count();
    }

    /** Killed while all its four threads apply and the others are queued, and started again. */
    private static void restart(String database, Backlog backlog, int runs, Report report)
            throws Exception {
        backlog.addApproved(RUNNING, "inline", false, "count", 60, "millis", 1000);
        backlog.addQueued(runs);
        try (var first = NodeProcess.start(backlog.data(), backlog.settings(RUNNING))) {
            Backlog.await(Duration.ofMinutes(5), () -> count(first, " is APPLYING: ") == RUNNING);
            first.kill();
        }
        try (var again = NodeProcess.start(backlog.data(), backlog.settings(Backlog.THREADS))) {
            Backlog.await(Duration.ofMinutes(5), () -> first(DISPATCHED, again) != null);
            Backlog.await(Duration.ofMinutes(5), () -> first(STARTED, again) != null);
            var ready = first(STARTED, again);
            var seconds = Duration.between(ready, first(DISPATCHED, again)).toMillis() / 1000.0;
            report.row(
                    "P19, %s: first dispatch after a restart with %d queued, %d running"
                            .formatted(database, runs, RUNNING),
                    "%.2f s after ready".formatted(Math.max(0, seconds)),
                    "%+.2f s; goal 2 s".formatted(seconds));
            Backlog.await(Duration.ofMinutes(5), () -> applied(again) >= RUNNING);
        }
    }

    private static @org.jspecify.annotations.Nullable OffsetDateTime first(
            Pattern line, NodeProcess node) throws IOException {
        var found = line.matcher(node.output());
        return found.find() ? OffsetDateTime.parse(found.group(1)) : null;
    }
}
