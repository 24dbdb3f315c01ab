package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.Accepted;
import dev.groundplan.checker.RunChecker;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.HandOffs;
import dev.groundplan.testing.MixedLoad;
import dev.groundplan.testing.NodeProcess;
import dev.groundplan.testing.Onlooker;
import dev.groundplan.testing.Pauses;
import dev.groundplan.testing.PostgreSql;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Two worker JVMs and a third one that people use, on one PostgreSQL. */
@ActiveProfiles("demo")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ContextConfiguration(initializers = {FreshData.class, PostgreSql.class})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "groundplan.data=target/test-data/two-nodes/web",
            "groundplan.worker.enabled=false",
            "groundplan.recorder=true",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class TwoNodesTests {
    private static final Logger log = LoggerFactory.getLogger(TwoNodesTests.class);
    private static final int RUNS = Integer.getInteger("groundplan.test.runs", 300);
    private static final int PAUSES = Integer.getInteger("groundplan.test.pauses", 3);
    private static final int STILLS = Integer.getInteger("groundplan.test.stills", 2);
    private static final int KEYS = Integer.getInteger("groundplan.test.keys", 3);
    private static final int MINUTES = Integer.getInteger("groundplan.test.minutes", 40);
    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final Path DATA = Path.of("target/test-data/two-nodes");
    private static final Pattern BROKEN =
            Pattern.compile("(?m)^.*broke this worker's code.*\\R(?:(?!\\d{4}-).*\\R?){0,120}");
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Accepted> told = new ArrayList<>();
    @Autowired TestPortal portal;
    @Autowired Onlooker onlooker;
    @Autowired DataSource dataSource;
    @Autowired JdbcClient jdbc;
    @Autowired ArtifactStore artifacts;
    @Autowired JsonMapper json;

    @Value("${spring.datasource.url}")
    String database;

    @Value("${groundplan.key-file}")
    String key;

    @BeforeAll
    void startWorkers() throws IOException {
        FileSystemUtils.deleteRecursively(DATA.resolve("environments"));
        for (var name : List.of("a", "b")) {
            var data = DATA.resolve(name);
            FileSystemUtils.deleteRecursively(data);
            shareEnvironments(data);
            nodes.add(NodeProcess.start(data, settings()));
        }
        for (var node : nodes) {
            node.awaitReady(Duration.ofMinutes(8));
        }
    }

    /** What the recorder makes must be there on both, as servers in a cloud are. */
    private static void shareEnvironments(Path data) throws IOException {
        var shared = Files.createDirectories(DATA.resolve("environments")).toAbsolutePath();
        Files.createDirectories(data);
        Files.createSymbolicLink(data.resolve("environments"), shared);
    }

    /** The server ends a transaction that stands still before the lease is over. */
    private List<String> settings() {
        return List.of(
                "spring.datasource.url="
                        + database
                        + (database.contains("?") ? "&" : "?")
                        + "options=-c%20idle_in_transaction_session_timeout=3s",
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "groundplan.key-file=" + key,
                "groundplan.recorder=true",
                "groundplan.catalog.folders=src/test/resources/recorder-catalog",
                "groundplan.worker.heartbeat=1s",
                "groundplan.worker.sweep=1s",
                "groundplan.worker.threads=4");
    }

    @AfterAll
    void stopWorkers() throws Exception {
        for (var node : nodes) {
            node.close();
        }
    }

    /** F20: everything at once, and now and then one of them stands still. */
    @Test
    void keepsEveryInvariantOverManyRuns() throws Exception {
        log.info("{} runs with seed {}", RUNS, seed);
        var began = System.nanoTime();
        var load = new MixedLoad(portal, seed, RUNS);
        var pauses = new Pauses(nodes, LEASE, PAUSES, seed);
        try (pauses) {
            pauses.start();
            load.run(MINUTES);
        }
        var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        told.addAll(load.accepted());
        awaitRest();
        log.info(
                "{} runs in {} s, {} pauses of which {} were longer than the lease, {} runs were"
                        + " UNKNOWN for a while, seed {}: {}; {} refusals; {}",
                count("select count(*) from run"),
                seconds,
                pauses.count(),
                pauses.beyondTheLease(),
                count("select count(*) from run_event where to_status = 'UNKNOWN'"),
                seed,
                HandOffs.of(dataSource),
                load.refused(),
                jdbc.sql("select status, count(*) from run group by status order by status")
                        .query()
                        .listOfRows());
        assertNothingWrong();
        assertThat(unexplainedFailures()).as("seed %s%n%s", seed, broken()).isEmpty();
        assertThat(count("select count(distinct worker_id) from execution")).isEqualTo(2);
    }

    /** I12 over nodes: whoever hears the same request at the same time does it once. */
    @Test
    void doesOnceWhatIsSentToAllNodesWithOneKey() throws Exception {
        var people = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < KEYS; i++) {
                var name = portal.name();
                var doors = new ArrayList<Callable<Accepted>>();
                for (int port :
                        List.of(onlooker.port(), nodes.get(0).port(), nodes.get(1).port())) {
                    doors.add(() -> ask(port, name));
                }
                for (var answer : people.invokeAll(doors)) {
                    told.add(answer.get());
                }
            }
        } finally {
            people.shutdownNow();
        }
        told.forEach(
                one ->
                        portal.cancelAll(
                                new dev.groundplan.environment.EnvironmentId(one.environment())));
        awaitRest();
        assertNothingWrong();
    }

    private Accepted ask(int port, String name) {
        var body =
                """
                {"template": "recorder", "team": "shop", "tier": "dev", "name": "%s", "values": {"count": 2}}
                """
                        .formatted(name);
        var answer =
                onlooker.post(port, "/api/v1/environments", body, "Idempotency-Key", "key-" + name);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var created = json.readTree(answer.body());
        return new Accepted(
                UUID.fromString(created.at("/run/id").asString()),
                UUID.fromString(created.at("/environment/id").asString()),
                1,
                "{\"count\": 2}",
                "key-" + name,
                answer.body());
    }

    /**
     * F21: a node stands still for longer than its lease while its tools go on and end. Nobody does
     * their work again; what the node knows when it goes on settles the runs, unless somebody has
     * accepted what was found.
     */
    @Test
    void completesTheEvidenceWhenANodeGoesOn() throws Exception {
        int trials = 0;
        int accepted = 0;
        var became = new ArrayList<String>();
        while (trials < STILLS) {
            var still = new Still(portal, jdbc, nodes, DATA);
            still.begin();
            trials += still.runs().size();
            accepted += still.acceptRecoveries();
            still.end();
            still.runs().forEach(run -> became.add(outcome(portal.now(run))));
        }
        awaitRest();
        log.info(
                "{} runs of nodes that stood still, {} of them settled by a person before the node"
                        + " went on; became {}; {} plans applied twice; seed {}",
                trials,
                accepted,
                became.stream().sorted().toList(),
                count(
                        """
                        select count(*) from (select plan_id, step from execution where phase = 'APPLY'
                            group by plan_id, step having count(*) > 1) twice
                        """),
                seed);
        assertThat(became).isSubsetOf("APPLIED COMPLETE", "FAILED NONE");
        assertNothingWrong();
    }

    private static String outcome(Run run) {
        var ending = run.ending();
        return run.status() + " " + (ending == null ? Effect.UNKNOWN : ending.effect());
    }

    private void assertNothingWrong() {
        var checker =
                new RunChecker(dataSource, DATA.resolve("a"), DATA.resolve("b"))
                        .told(told)
                        .asking(onlooker)
                        .reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).as("seed " + seed).isEmpty();
        assertThat(count("select count(*) from run where status = '" + RunStatus.UNKNOWN + "'"))
                .as("seed " + seed)
                .isZero();
    }

    /** A run has ended in the database a moment before its worker has cleared away. */
    private void awaitRest() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () ->
                                count(
                                                """
                                                select (select count(*) from scheduled_tasks
                                                        where task_name like 'run:%' or task_name like 'recover:%')
                                                    + (select count(*) from run where status in
                                                        ('QUEUED', 'PLANNING', 'APPROVED', 'APPLYING'))
                                                """)
                                        == 0);
    }

    /** What broke a worker's code, as its log tells it. */
    private String broken() throws IOException {
        var told = new StringBuilder();
        for (var node : nodes) {
            BROKEN.matcher(node.output()).results().forEach(match -> told.append(match.group()));
        }
        return told.toString();
    }

    private List<String> unexplainedFailures() {
        return jdbc.sql(
                        """
                        select failure from run where status = 'FAILED'
                            and failure not like 'The recorder failed as it was told to.'
                            and failure not like 'The environment was changed while it was checked%'
                            and not exists (select 1 from run_event e where e.run_id = run.id
                                and (e.to_status = 'UNKNOWN' or e.cause like '%worker was lost%'))
                            and failure not like '%worker that did this was lost%'
                            and failure not like 'The recorder was never started.'
                        """)
                .query(String.class)
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
