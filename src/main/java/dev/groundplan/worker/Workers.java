package dev.groundplan.worker;

import dev.groundplan.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The processes that execute runs, on all nodes, and what they have in hand. */
@Service
public class Workers {
    static final int MISSED_HEARTBEATS = 4;

    /** So long ago, by the database's clock, which is the same for all nodes. */
    static final String SINCE =
            "current_timestamp - cast(:millis as bigint) * interval '0.001' second";

    private static final Duration SHOWN = Duration.ofDays(7);
    private final JdbcClient jdbc;
    private final WorkerProperties properties;

    Workers(JdbcClient jdbc, WorkerProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** How long a worker may be silent before others take it for lost. */
    static Duration patience(WorkerProperties properties) {
        return properties.heartbeat().multipliedBy(MISSED_HEARTBEATS);
    }

    public enum State {
        LIVE,
        /** It did not say that it stops, but was not heard of for four heartbeats. */
        LOST,
        STOPPED
    }

    /** A run that a worker plans or applies now, or began to apply. */
    public record InHand(UUID run, int number, String environment, RunStatus status) {}

    /**
     * One process.
     *
     * @param roles "web", "worker" or "web+worker"
     * @param engines names of those it can use
     */
    public record WorkerItem(
            UUID id,
            UUID hostId,
            String name,
            String host,
            String roles,
            List<String> engines,
            boolean draining,
            Instant startedAt,
            Instant seenAt,
            State state,
            List<InHand> inHand) {}

    /**
     * Newest first; those that were not heard of for a week are left out, unless a run waits for
     * their host.
     */
    public List<WorkerItem> all() {
        var inHand = inHand();
        return jdbc
                .sql(
                        """
                        select id, host_id, name, host, roles, engines, draining, started_at, seen_at, stopped_at,
                            seen_at < %s as silent
                        from worker
                        where seen_at > current_timestamp - cast(:days as bigint) * interval '1' day
                            or id in (select worker_id from run
                                where status in ('PLANNING', 'APPLYING', 'UNKNOWN') and worker_id is not null)
                            or host_id in (select x.host_id from execution x join run r on r.id = x.run_id
                                where x.phase = 'APPLY' and r.status in ('APPLYING', 'UNKNOWN'))
                        order by started_at desc, id desc fetch first 200 rows only
                        """
                                .formatted(SINCE))
                .param("millis", patience(properties).toMillis())
                .param("days", SHOWN.toDays())
                .query(Row.class)
                .list()
                .stream()
                .map(row -> item(row, inHand.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private record Row(
            UUID id,
            UUID hostId,
            String name,
            String host,
            String roles,
            String engines,
            boolean draining,
            Instant startedAt,
            Instant seenAt,
            @Nullable Instant stoppedAt,
            boolean silent) {}

    private static WorkerItem item(Row row, List<InHand> inHand) {
        return new WorkerItem(
                row.id(),
                row.hostId(),
                row.name(),
                row.host(),
                row.roles(),
                row.engines().isBlank() ? List.of() : List.of(row.engines().split(" ")),
                row.draining(),
                row.startedAt(),
                row.seenAt(),
                state(row),
                inHand);
    }

    private static State state(Row row) {
        if (row.stoppedAt() != null) {
            return State.STOPPED;
        }
        return row.silent() ? State.LOST : State.LIVE;
    }

    private Map<UUID, List<InHand>> inHand() {
        return byHolder(
                """
                select r.worker_id as holder, r.id as run, r.number, e.name as environment, r.status
                from run r join environment e on e.id = r.environment_id
                where r.status in ('PLANNING', 'APPLYING', 'UNKNOWN') and r.worker_id is not null
                order by r.created_at
                """);
    }

    /** Applies that nobody follows, by the host where they were begun. */
    Map<UUID, List<InHand>> unproven() {
        return byHolder(
                """
                select x.host_id as holder, r.id as run, r.number, e.name as environment, r.status
                from run r join environment e on e.id = r.environment_id
                join execution x on x.run_id = r.id and x.phase = 'APPLY'
                where r.status in ('APPLYING', 'UNKNOWN') and r.worker_id is null
                    and not exists (select 1 from execution later
                        where later.run_id = r.id and later.phase = 'APPLY'
                            and (later.started_at > x.started_at
                                or later.started_at = x.started_at and later.id > x.id))
                order by r.created_at
                """);
    }

    private Map<UUID, List<InHand>> byHolder(String sql) {
        return jdbc.sql(sql).query(Held.class).list().stream()
                .collect(
                        Collectors.groupingBy(
                                Held::holder,
                                Collectors.mapping(Held::inHand, Collectors.toList())));
    }

    private record Held(UUID holder, UUID run, int number, String environment, RunStatus status) {
        InHand inHand() {
            return new InHand(run, number, environment, status);
        }
    }
}
