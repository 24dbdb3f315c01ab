package dev.groundplan.run;

import dev.groundplan.identity.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of each run: one row per change of status. */
@Repository
public class RunEvents {
    private final JdbcClient jdbc;

    RunEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One change of status; {@code fromStatus} is null for the first, {@code actor} when the portal
     * did it.
     */
    public record RunEvent(
            int seq,
            @Nullable RunStatus fromStatus,
            RunStatus toStatus,
            @Nullable PersonId actor,
            String cause,
            Instant at) {}

    void add(Run run, @Nullable RunStatus from, Cause cause, Instant at) {
        var actor = cause.actor();
        jdbc.sql(
                        """
                        insert into run_event (run_id, seq, from_status, to_status, actor, cause, at)
                        values (:run, (select coalesce(max(seq), 0) + 1 from run_event where run_id = :run),
                            :from, :to, :actor, :cause, :at)
                        """)
                .param("run", run.id().value())
                .param("from", from == null ? null : from.name())
                .param("to", run.status().name())
                .param("actor", actor == null ? null : actor.value())
                .param("cause", cause.text())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Oldest first. */
    public List<RunEvent> of(RunId run) {
        return jdbc.sql(
                        """
                        select seq, from_status, to_status, actor, cause, at from run_event
                        where run_id = :run order by seq
                        """)
                .param("run", run.value())
                .query(RunEvent.class)
                .list();
    }
}
