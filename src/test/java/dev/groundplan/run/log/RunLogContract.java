package dev.groundplan.run.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.run.Claim;
import dev.groundplan.run.Run;
import dev.groundplan.run.StaleClaimException;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.testing.TestPortal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The append-only log over SQL. */
abstract class RunLogContract {
    private static final RunLog.Offsets NONE = new RunLog.Offsets(0, 0);
    @Autowired TestPortal portal;
    @Autowired RunLog log;
    @Autowired Executions executions;

    @Test
    void goesOnWhereItStopped() {
        var run = portal.awaitingApproval("chatter", 0);
        assertThat(log.position(run.id())).isEqualTo(new RunLog.Position(1, 1));

        append(run, chunk(run, 1, 1, "a\nb"), chunk(run, 2, 3, "c"));

        assertThat(log.position(run.id())).isEqualTo(new RunLog.Position(3, 4));
        assertThat(log.countLines(run.id())).isEqualTo(3);
    }

    @Test
    void givesWhatCameAfterASequenceNumber() {
        var run = portal.awaitingApproval("chatter", 0);
        append(run, chunk(run, 1, 1, "a"), chunk(run, 2, 2, "b"), chunk(run, 3, 3, "c"));

        assertThat(texts(log.after(run.id(), 1, 10))).containsExactly("b", "c");
        assertThat(texts(log.after(run.id(), 0, 2))).containsExactly("a", "b");
        assertThat(log.after(run.id(), 3, 10)).isEmpty();
    }

    @Test
    void findsTheChunksOfLines() {
        var run = portal.awaitingApproval("chatter", 0);
        append(run, chunk(run, 1, 1, "a\nb"), chunk(run, 2, 3, "c\nd"), chunk(run, 3, 5, "e"));

        assertThat(texts(log.lines(run.id(), 2, 3))).containsExactly("a\nb", "c\nd");
        assertThat(texts(log.lines(run.id(), 5, 9))).containsExactly("e");
    }

    @Test
    void refusesAWorkerThatLostItsClaim() {
        var run = portal.awaitingApproval("chatter", 0);
        var before = withEpoch(run, run.claim().epoch() - 1);

        assertThatThrownBy(() -> append(before, chunk(run, 1, 1, "late")))
                .isInstanceOf(StaleClaimException.class);
        assertThat(log.position(run.id()).nextSeq()).isEqualTo(1);
    }

    @Test
    void refusesASecondChunkOfTheSameNumber() {
        var run = portal.awaitingApproval("chatter", 0);
        append(run, chunk(run, 1, 1, "a"));

        assertThatThrownBy(() -> append(run, chunk(run, 1, 1, "b")))
                .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
        assertThat(texts(log.after(run.id(), 0, 10))).containsExactly("a");
    }

    private static Run withEpoch(Run run, long epoch) {
        return new Run(
                run.id(),
                run.request(),
                run.status(),
                run.part(),
                run.activeSlot(),
                run.cancellation(),
                new Claim(epoch, null, 0),
                run.appliedAny(),
                run.ending(),
                run.supersededBy(),
                run.version());
    }

    private void append(Run run, LogChunk... chunks) {
        log.append(run, execution(run), List.of(chunks), NONE);
    }

    private ExecutionId execution(Run run) {
        return new ExecutionId(executions.of(run.id()).get(0).id());
    }

    private LogChunk chunk(Run run, int seq, int firstLine, String text) {
        return new LogChunk(
                run.id().value(),
                seq,
                execution(run).value(),
                "things",
                "PLAN",
                "OUT",
                Instant.parse("2026-11-23T08:00:00Z"),
                firstLine,
                text.split("\n").length,
                text);
    }

    private static List<String> texts(List<LogChunk> chunks) {
        return chunks.stream().map(LogChunk::text).toList();
    }
}
