package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.run.Run;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RecorderPortal
class LogWriterTests {
    @Autowired TestPortal portal;
    @Autowired RunLog log;
    @Autowired Executions executions;
    @Autowired Clock clock;

    @Test
    void keepsTheOrderOfTheStreams() {
        var run = portal.awaitingApproval("chatter", 0);
        var writer = writer(run);

        writer.line(Stream.OUT, "one");
        writer.line(Stream.OUT, "two");
        writer.line(Stream.ERR, "oops");
        writer.line(Stream.OUT, "three");
        writer.flush();

        assertThat(log.after(run.id(), 0, 10))
                .extracting(LogChunk::seq, LogChunk::stream, LogChunk::firstLine, LogChunk::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "OUT", 1, "one\ntwo"),
                        org.assertj.core.groups.Tuple.tuple(2, "ERR", 3, "oops"),
                        org.assertj.core.groups.Tuple.tuple(3, "OUT", 4, "three"));
    }

    @Test
    void writesALotAtOnceInPiecesWithoutAGap() {
        var run = portal.awaitingApproval("chatter", 0);
        var writer = writer(run);
        var line = "x".repeat(1000);

        for (int i = 0; i < 200; i++) {
            writer.line(Stream.OUT, i + " " + line);
        }
        writer.flush();

        var chunks = log.after(run.id(), 0, 100);
        assertThat(chunks).hasSizeBetween(6, 8);
        var lines = new ArrayList<String>();
        chunks.forEach(chunk -> lines.addAll(List.of(chunk.text().split("\n"))));
        assertThat(lines).hasSize(200);
        assertThat(lines.get(199)).startsWith("199 ");
        assertThat(chunks).extracting(LogChunk::seq).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void keepsEmptyLines() {
        var run = portal.awaitingApproval("chatter", 0);
        var writer = writer(run);

        writer.line(Stream.OUT, "");
        writer.line(Stream.OUT, "");
        writer.line(Stream.OUT, "end");
        writer.flush();

        assertThat(log.after(run.id(), 0, 10))
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.lines()).isEqualTo(3))
                .satisfies(chunk -> assertThat(chunk.text()).isEqualTo("\n\nend"));
    }

    @Test
    void keepsALineTogetherWithItsPosition() {
        var run = portal.awaitingApproval("chatter", 0);
        var writer = writer(run);

        writer.line(Stream.OUT, "one");
        writer.flushWhole();
        assertThat(log.after(run.id(), 0, 10)).as("who comes next would print it again").isEmpty();

        writer.position(Stream.OUT, 4);
        writer.flushWhole();
        assertThat(log.after(run.id(), 0, 10)).hasSize(1);
    }

    @Test
    void doesNotKeepALineBackForLongWhosePositionNeverComes() {
        var run = portal.awaitingApproval("chatter", 0);
        var writer = writer(run);

        writer.line(Stream.OUT, "one");
        for (int tick = 0; tick < 6; tick++) {
            writer.flushWhole();
        }

        assertThat(log.after(run.id(), 0, 10)).hasSize(1);
    }

    @Test
    void goesOnAfterAnEarlierExecution() {
        var run = portal.awaitingApproval("chatter", 0);
        var first = writer(run);
        first.line(Stream.OUT, "one");
        first.flush();

        var second = writer(run);
        second.line(Stream.OUT, "two");
        second.flush();
        second.flush();

        assertThat(log.after(run.id(), 0, 10))
                .extracting(LogChunk::firstLine)
                .containsExactly(1, 2);
    }

    private LogWriter writer(Run run) {
        var execution = new ExecutionId(executions.of(run.id()).get(0).id());
        return new LogWriter(log, clock, run, execution, "things", Phase.PLAN);
    }
}
