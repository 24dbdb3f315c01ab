package dev.groundplan.worker;

import com.fasterxml.uuid.Generators;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.Engines;
import dev.groundplan.run.execution.Executions.Executor;
import dev.groundplan.store.DataDirectory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** This process as a worker: a new one after every start, on a host that stays the same. */
@Component
class WorkerNode {
    private final UUID id = Generators.timeBasedEpochGenerator().generate();
    private final String host = hostName();
    private final DataDirectory data;
    private final Engines engines;
    private final WorkerProperties properties;
    private final JdbcClient jdbc;
    private final Clock clock;

    WorkerNode(
            DataDirectory data,
            Engines engines,
            WorkerProperties properties,
            JdbcClient jdbc,
            Clock clock) {
        this.data = data;
        this.engines = engines;
        this.properties = properties;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    UUID id() {
        return id;
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
                        values (:id, :hostId, :host, :name, :roles, :engines, '', '', :now, :now)
                        """)
                .param("id", id)
                .param("hostId", data.hostId())
                .param("host", host)
                .param("name", name())
                .param("roles", properties.enabled() ? "web+worker" : "web")
                .param(
                        "engines",
                        properties.enabled()
                                ? usableEngines().stream().collect(Collectors.joining(" "))
                                : "")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void seen() {
        jdbc.sql("update worker set seen_at = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void stopped() {
        jdbc.sql("update worker set stopped_at = :now, seen_at = :now where id = :id")
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
