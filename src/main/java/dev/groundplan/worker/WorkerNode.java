package dev.groundplan.worker;

import com.fasterxml.uuid.Generators;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.Engines;
import dev.groundplan.node.Roles;
import dev.groundplan.run.execution.Executions.Executor;
import dev.groundplan.store.DataDirectory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** This process as a worker: a new one after every start, on a host that stays the same. */
@Component
class WorkerNode {
    private final UUID id = Generators.timeBasedEpochGenerator().generate();
    private final String host = hostName();
    private final DataDirectory data;
    private final Engines engines;
    private final Roles roles;
    private final WorkerProperties properties;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile boolean stopping;

    WorkerNode(
            DataDirectory data,
            Engines engines,
            Roles roles,
            WorkerProperties properties,
            JdbcClient jdbc,
            Clock clock) {
        this.data = data;
        this.engines = engines;
        this.roles = roles;
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    UUID id() {
        return id;
    }

    /** Whether this process executes runs at all. */
    boolean works() {
        return roles.worker();
    }

    /**
     * Unique among all processes: two nodes on one host must not look the same to the scheduler.
     */
    String name() {
        return host + "-" + id.toString().substring(24);
    }

    Executor executor() {
        return new Executor(id, data.hostId());
    }

    /** The engines whose tools can be used here. */
    List<String> usableEngines() {
        return engines.all().stream()
                .filter(engine -> engine.availability().usable())
                .map(Engine::kind)
                .map(kind -> kind.name())
                .sorted()
                .toList();
    }

    void register() {
        jdbc.sql(
                        """
                        insert into worker (id, host_id, host, name, roles, engines, sandbox, build, started_at, seen_at)
                        values (:id, :hostId, :host, :name, :roles, :engines, '', '', :now, current_timestamp)
                        """)
                .param("id", id)
                .param("hostId", data.hostId())
                .param("host", host)
                .param("name", name())
                .param("roles", roles.text())
                .param("engines", roles.worker() ? String.join(" ", usableEngines()) : "")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Takes over from the processes that ran on this host before: only one at a time can have its
     * data directory, so they are gone, and what the scheduler has them working on is free.
     */
    void inherit() {
        freeWakeUpsOf(data.hostId());
        jdbc.sql(
                        """
                        update worker set stopped_at = :now
                        where host_id = :host and id <> :id and stopped_at is null
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("host", data.hostId())
                .param("id", id)
                .update();
    }

    /** What the processes of a host had picked comes again, except what this one has. */
    void freeWakeUpsOf(UUID host) {
        jdbc.sql(
                        """
                        update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
                            version = version + 1
                        where picked = true and picked_by in
                            (select name from worker where host_id = :host and id <> :id)
                        """)
                .param("host", host)
                .param("id", id)
                .update();
    }

    /** The wake-ups that are there for runs, as run/epoch. */
    Set<String> wakeUps() {
        return new HashSet<>(
                jdbc.sql("select task_instance from scheduled_tasks where task_name like 'run:%'")
                        .query(String.class)
                        .list());
    }

    /**
     * From now on nobody follows a child here: plans are made again by another worker, applies go
     * on by themselves and are followed after the restart.
     */
    void stop() {
        stopping = true;
    }

    boolean stops() {
        return stopping;
    }

    /**
     * @throws WorkerStoppedException when it stops
     */
    void refuseWhenStopping() {
        if (stopping) {
            throw new WorkerStoppedException();
        }
    }

    UUID host() {
        return data.hostId();
    }

    /** Whether that worker ran on this host before this one; then it is gone. */
    boolean isPredecessor(@Nullable UUID worker) {
        return worker != null
                && !worker.equals(id)
                && jdbc.sql("select count(*) from worker where id = :id and host_id = :host")
                                .param("id", worker)
                                .param("host", data.hostId())
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /** Whether that worker was not heard of for so long that nobody else will notice any more. */
    boolean isLost(@Nullable UUID worker) {
        return worker != null
                && !worker.equals(id)
                && jdbc.sql(
                                        "select count(*) from worker where id = :id and seen_at > "
                                                + Workers.SINCE)
                                .param("id", worker)
                                .param("millis", 3 * patience())
                                .query(Integer.class)
                                .single()
                        == 0;
    }

    /** Whether a worker of that host was heard of lately. */
    boolean lives(UUID host) {
        return jdbc.sql(
                                """
                                select count(*) from worker
                                where host_id = :host and roles like '%worker%' and seen_at > """
                                        + Workers.SINCE)
                        .param("host", host)
                        .param("millis", patience())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private long patience() {
        return Workers.patience(properties).toMillis();
    }

    void draining() {
        jdbc.sql("update worker set draining = true where id = :id").param("id", id).update();
    }

    /** By the database's time: a node whose own clock is wrong looks neither dead nor alive. */
    void seen() {
        jdbc.sql("update worker set seen_at = current_timestamp where id = :id")
                .param("id", id)
                .update();
    }

    void stopped() {
        jdbc.sql("update worker set stopped_at = :now, seen_at = current_timestamp where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
