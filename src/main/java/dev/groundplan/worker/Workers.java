package dev.groundplan.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
    private static final Duration SHOWN = Duration.ofDays(7);
    private final JdbcClient jdbc;
    private final WorkerProperties properties;
    private final Clock clock;

    Workers(JdbcClient jdbc, WorkerProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    public enum State {
        LIVE,
        /** It did not say that it stops, but was not heard of for four heartbeats. */
        LOST,
        STOPPED
    }

    /** A run that a worker plans or applies now. */
    public record InHand(UUID run, int number, String environment) {}

    /**
     * One process.
     *
     * @param roles "web", or "web+worker"
     * @param engines names of those it can use
     */
    public record WorkerItem(
            UUID id,
            String name,
            String host,
            String roles,
            List<String> engines,
            boolean draining,
            Instant startedAt,
            Instant seenAt,
            State state,
            List<InHand> inHand) {}

    /** Newest first; those that stopped more than a week ago are left out. */
    public List<WorkerItem> all() {
        var inHand = inHand();
        return jdbc
                .sql(
                        """
                        select id, name, host, roles, engines, draining, started_at, seen_at, stopped_at from worker
                        where stopped_at is null or stopped_at > :since
                        order by started_at desc, id desc fetch first 200 rows only
                        """)
                .param("since", clock.instant().minus(SHOWN).atOffset(ZoneOffset.UTC))
                .query(Row.class)
                .list()
                .stream()
                .map(row -> item(row, inHand.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private record Row(
            UUID id,
            String name,
            String host,
            String roles,
            String engines,
            boolean draining,
            Instant startedAt,
            Instant seenAt,
            @Nullable Instant stoppedAt) {}

    private WorkerItem item(Row row, List<InHand> inHand) {
        return new WorkerItem(
                row.id(),
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

    private State state(Row row) {
        if (row.stoppedAt() != null) {
            return State.STOPPED;
        }
        var patience = properties.heartbeat().multipliedBy(MISSED_HEARTBEATS);
        return row.seenAt().plus(patience).isBefore(clock.instant()) ? State.LOST : State.LIVE;
    }

    private Map<UUID, List<InHand>> inHand() {
        return jdbc
                .sql(
                        """
                        select r.worker_id, r.id as run, r.number, e.name as environment
                        from run r join environment e on e.id = r.environment_id
                        where r.status in ('PLANNING', 'APPLYING') and r.worker_id is not null
                        order by r.created_at
                        """)
                .query(Busy.class)
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Busy::workerId,
                                Collectors.mapping(
                                        busy ->
                                                new InHand(
                                                        busy.run(),
                                                        busy.number(),
                                                        busy.environment()),
                                        Collectors.toList())));
    }

    private record Busy(UUID workerId, UUID run, int number, String environment) {}
}
