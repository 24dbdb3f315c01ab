package dev.groundplan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.NodeProcess;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One node standing still with several applies in hand. Of its runs the first is left alone, for
 * the second a recovery waits for a person, for the third one was accepted, and so on.
 */
final class Still {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int IN_FLIGHT = 8;
    private static final int ENOUGH = 3;
    private final TestPortal portal;
    private final JdbcClient jdbc;
    private final Map<UUID, NodeProcess> hosts = new HashMap<>();
    private final List<Run> requested = new ArrayList<>();
    private final List<Run> waiting = new ArrayList<>();
    private final Map<Run, String> settled = new HashMap<>();
    private List<Run> runs = List.of();
    private NodeProcess node;

    Still(TestPortal portal, JdbcClient jdbc, List<NodeProcess> nodes, Path data)
            throws IOException {
        this.portal = portal;
        this.jdbc = jdbc;
        this.node = nodes.get(0);
        for (var each : nodes) {
            hosts.put(
                    UUID.fromString(Files.readString(each.data().resolve("host-id")).strip()),
                    each);
        }
    }

    /** Those whose outcome is not known because the node stands still. */
    List<Run> runs() {
        return runs;
    }

    void begin() throws Exception {
        for (int i = 0; i < IN_FLIGHT; i++) {
            requested.add(
                    portal.provision("inline", false, "count", 4, "millis", 600, "chatter", 3));
        }
        requested.forEach(run -> portal.approve(portal.await(run, RunStatus.AWAITING_APPROVAL)));
        var host = Awaitility.await().atMost(PATIENCE).until(this::busiest, busy -> busy != null);
        node = requireNonNull(hosts.get(requireNonNull(host)));
        node.pause();
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        runs = applying(requireNonNull(host));
        runs.forEach(run -> portal.await(run, RunStatus.UNKNOWN));
        runs.forEach(this::awaitEndOfTool);
    }

    /** The host with the most tools at work, once there are enough; null until then. */
    private @Nullable UUID busiest() {
        return hosts.keySet().stream()
                .filter(host -> applying(host).size() >= ENOUGH)
                .findFirst()
                .orElse(null);
    }

    private List<Run> applying(UUID host) {
        var at =
                jdbc.sql(
                                """
                                select e.run_id from execution e join run r on r.id = e.run_id
                                where e.host_id = :host and e.phase = 'APPLY' and e.ended_at is null
                                    and e.pid is not null and r.status = 'APPLYING'
                                """)
                        .param("host", host)
                        .query(UUID.class)
                        .list();
        return requested.stream().filter(run -> at.contains(run.id().value())).toList();
    }

    private void awaitEndOfTool(Run run) {
        var journal =
                node.data()
                        .resolve("environments")
                        .resolve(run.environmentId().toString())
                        .resolve("journal");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.readString(journal).lines().filter(Still::isEnd).count() == 2);
    }

    private static boolean isEnd(String line) {
        return line.startsWith("end\t");
    }

    /** How many were accepted while the node stood still. */
    int acceptRecoveries() {
        for (int i = 0; i < runs.size(); i++) {
            if (i % 3 != 0) {
                var run = runs.get(i);
                var recovery =
                        portal.await(
                                portal.recover(run.environmentId()), RunStatus.AWAITING_APPROVAL);
                if (i % 3 == 1) {
                    waiting.add(recovery);
                } else {
                    portal.approve(recovery);
                    portal.await(recovery, RunStatus.APPLIED);
                    settled.put(run, written(run));
                }
            }
        }
        return settled.size();
    }

    /** The node goes on, and everything comes to rest. */
    void end() throws Exception {
        node.resume();
        for (var run : requested) {
            Awaitility.await().atMost(PATIENCE).until(() -> portal.now(run).status().isFinal());
        }
        waiting.forEach(recovery -> portal.await(recovery, RunStatus.STALE));
        Awaitility.await().atMost(PATIENCE).until(this::everythingIsLookedAt);
        settled.forEach(
                (run, before) ->
                        assertThat(written(run)).as("nothing late is written").isEqualTo(before));
    }

    private boolean everythingIsLookedAt() {
        return jdbc.sql("select count(*) from scheduled_tasks where task_name like 'recover:%'")
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** All that a late worker could change. */
    private String written(Run run) {
        return List.of(
                        "select version, status, effect, effect_done, epoch from run where id ="
                                + " :run",
                        "select seq, to_status from run_event where run_id = :run order by seq",
                        "select id, outcome, message, done, out_offset from execution where run_id"
                                + " = :run order by id",
                        "select count(*), sum(lines) from log_chunk where run_id = :run",
                        "select step, status from run_step where run_id = :run order by step",
                        "select number, serial, digest, partial from state_version where run_id ="
                                + " :run order by number")
                .stream()
                .map(sql -> jdbc.sql(sql).param("run", run.id().value()).query().listOfRows())
                .toList()
                .toString();
    }
}
