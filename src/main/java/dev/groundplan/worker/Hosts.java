package dev.groundplan.worker;

import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Cause;
import dev.groundplan.run.ConflictingRequestException;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.PlainText;
import dev.groundplan.worker.Workers.WorkerItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The hosts of the portal's processes, and what an admin says about those that are gone. */
@Service
public class Hosts {
    private static final int REASON_LENGTH = 2000;
    private final Workers workers;
    private final LostRuns lost;
    private final WorkerNode node;
    private final JdbcClient jdbc;
    private final Noting noting;

    Hosts(Workers workers, LostRuns lost, WorkerNode node, JdbcClient jdbc, Noting noting) {
        this.workers = workers;
        this.lost = lost;
        this.node = node;
        this.jdbc = jdbc;
        this.noting = noting;
    }

    /** How something is noted down with its audit row. */
    @org.springframework.stereotype.Component
    record Noting(TransactionTemplate transaction, ApplicationEventPublisher publisher) {}

    /** Those whose processes started last come first. */
    public List<Host> all() {
        var deaths = deaths();
        var unproven = workers.unproven();
        return workers.all().stream()
                .collect(
                        Collectors.groupingBy(
                                WorkerItem::hostId, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(
                        host ->
                                new Host(
                                        host.getKey(),
                                        host.getValue(),
                                        unproven.getOrDefault(host.getKey(), List.of()),
                                        deaths.get(host.getKey())))
                .toList();
    }

    public Optional<Host> find(UUID id) {
        return all().stream().filter(host -> host.id().equals(id)).findFirst();
    }

    /**
     * Waits no longer for a host: its plans are made elsewhere, its applies become UNKNOWN. What it
     * still knows settles them all the same, if it comes back before anybody did.
     *
     * @throws ConflictingRequestException when it is alive
     */
    public Host declareDead(Viewer admin, Host host, String reason) {
        check(host, reason);
        noting.transaction().executeWithoutResult(status -> note(admin, host, reason));
        var why = "Its host " + host.name() + " was declared dead.";
        lost.abandon(
                host.id(),
                host.processes().stream().map(WorkerItem::id).toList(),
                Cause.by(admin.id(), why + " " + reason),
                why);
        node.freeWakeUpsOf(host.id());
        return find(host.id()).orElseThrow();
    }

    private static void check(Host host, String reason) {
        if (reason.isBlank()) {
            throw new InvalidRequestException(
                    "reason", "Say how you know that the host will not come back.");
        }
        var problem = PlainText.problem(reason, REASON_LENGTH);
        if (!problem.isEmpty()) {
            throw new InvalidRequestException("reason", "The reason " + problem);
        }
        if (host.isAlive()) {
            throw new ConflictingRequestException(
                    "host",
                    "The host "
                            + host.name()
                            + " is alive: it was heard of a moment ago. Stop its process if it must"
                            + " not go on.");
        }
    }

    private void note(Viewer admin, Host host, String reason) {
        jdbc.sql("delete from dead_host where host_id = :host").param("host", host.id()).update();
        jdbc.sql(
                        """
                        insert into dead_host (host_id, declared_at, declared_by, reason)
                        values (:host, current_timestamp, :by, :reason)
                        """)
                .param("host", host.id())
                .param("by", admin.id().value())
                .param("reason", reason)
                .update();
        noting.publisher()
                .publishEvent(new HostDeclaredDead(admin.id(), host.id(), host.name(), reason));
    }

    private Map<UUID, Host.Death> deaths() {
        return jdbc
                .sql(
                        """
                        select d.host_id, d.declared_at as at, p.username as declared_by, d.reason
                        from dead_host d join person p on p.id = d.declared_by
                        """)
                .query(Row.class)
                .list()
                .stream()
                .collect(
                        Collectors.toMap(
                                Row::hostId,
                                row -> new Host.Death(row.at(), row.declaredBy(), row.reason())));
    }

    private record Row(UUID hostId, java.time.Instant at, String declaredBy, String reason) {}
}
