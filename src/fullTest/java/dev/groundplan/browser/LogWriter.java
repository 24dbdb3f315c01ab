package dev.groundplan.browser;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.RunLog;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes numbered lines into the log of a run, as its worker would. */
final class LogWriter {
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
    private final RunLog log;
    private final Run run;

    LogWriter(RunLog log, RunService runs, String url) {
        this.log = log;
        this.run =
                runs.get(
                        new RunId(UUID.fromString(url.replaceAll(".*/runs/([0-9a-f-]+).*", "$1"))));
    }

    /** Chunks of so many lines each; every line says its own number. */
    void write(int chunks, int lines) {
        IntStream.range(0, chunks).forEach(chunk -> write(lines, ""));
    }

    /** A chunk of lines that go on after their number. */
    void writeWide(int lines, int width) {
        write(lines, " " + "x".repeat(width));
    }

    private void write(int lines, String rest) {
        var at = log.position(run.id());
        var text =
                IntStream.range(at.nextLine(), at.nextLine() + lines)
                        .mapToObj(number -> "\u001b[32mline\u001b[0m " + number + rest)
                        .collect(Collectors.joining("\n"));
        var chunk =
                new LogChunk(
                        run.id().value(),
                        at.nextSeq(),
                        null,
                        "page",
                        "PLAN",
                        "OUT",
                        AT,
                        at.nextLine(),
                        lines,
                        text);
        log.append(
                run, new ExecutionId(UUID.randomUUID()), List.of(chunk), new RunLog.Offsets(0, 0));
    }

    int lines() {
        return log.countLines(run.id());
    }
}
