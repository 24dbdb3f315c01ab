package dev.groundplan.run.log;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.run.Claims;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The append-only log of runs. Chunks are numbered by the one worker that holds the claim. */
@Repository
public class RunLog {
    private static final String COLUMNS =
            "run_id, seq, execution_id, step, phase, stream, at, first_line, lines, text";
    private final JdbcClient jdbc;
    private final Claims claims;
    private final ApplicationEventPublisher publisher;

    RunLog(JdbcClient jdbc, Claims claims, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.claims = claims;
        this.publisher = publisher;
    }

    /** Where the next chunk goes. */
    public record Position(int nextSeq, int nextLine) {}

    /** How much of a child's output is safely in the log, in bytes. */
    public record Offsets(long out, long err) {}

    public Position position(RunId run) {
        return jdbc.sql(
                        """
                        select coalesce(max(seq), 0) + 1 as next_seq, coalesce(max(first_line + lines), 1) as next_line
                        from log_chunk where run_id = :run
                        """)
                .param("run", run.value())
                .query(Position.class)
                .single();
    }

    /**
     * Appends chunks and moves the offsets up to which the child's files are kept, in one
     * transaction.
     *
     * @throws dev.groundplan.run.StaleClaimException when the run was taken over by another claim
     */
    @Transactional
    public void append(Run claimed, ExecutionId execution, List<LogChunk> chunks, Offsets offsets) {
        claims.hold(claimed);
        chunks.forEach(this::insert);
        jdbc.sql("update execution set out_offset = :out, err_offset = :err where id = :id")
                .param("out", offsets.out())
                .param("err", offsets.err())
                .param("id", execution.value())
                .update();
        chunks.stream()
                .reduce((first, second) -> second)
                .ifPresent(
                        last -> publisher.publishEvent(new LogAppended(claimed.id(), last.seq())));
    }

    private void insert(LogChunk chunk) {
        jdbc.sql(
                        """
                        insert into log_chunk (run_id, seq, execution_id, step, phase, stream, at, first_line, lines, text)
                        values (:run, :seq, :execution, :step, :phase, :stream, :at, :firstLine, :lines, :text)
                        """)
                .param("run", chunk.runId())
                .param("seq", chunk.seq())
                .param("execution", chunk.executionId())
                .param("step", chunk.step())
                .param("phase", chunk.phase())
                .param("stream", chunk.stream())
                .param("at", chunk.at().atOffset(ZoneOffset.UTC))
                .param("firstLine", chunk.firstLine())
                .param("lines", chunk.lines())
                .param("text", chunk.text())
                .update();
    }

    /** Chunks after a sequence number, in order. */
    public List<LogChunk> after(RunId run, int seq, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from log_chunk where run_id = :run and seq > :seq
                                order by seq fetch first :limit rows only
                                """)
                .param("run", run.value())
                .param("seq", seq)
                .param("limit", limit)
                .query(LogChunk.class)
                .list();
    }

    /** The chunks that hold the lines from first to last, in order. */
    public List<LogChunk> lines(RunId run, int first, int last) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from log_chunk where run_id = :run and first_line <= :last
                                    and first_line + lines > :first order by seq
                                """)
                .param("run", run.value())
                .param("first", first)
                .param("last", last)
                .query(LogChunk.class)
                .list();
    }

    /** When a tool said something last; empty when none did. */
    public Optional<Instant> lastOutput(RunId run) {
        return jdbc.sql(
                        """
                        select at from log_chunk where run_id = :run and stream <> 'NOTE'
                        order by seq desc fetch first 1 rows only
                        """)
                .param("run", run.value())
                .query(Instant.class)
                .optional();
    }

    public int countLines(RunId run) {
        return position(run).nextLine() - 1;
    }
}
