package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.NodeProcess;
import dev.groundplan.testing.PostgreSql;
import dev.groundplan.testing.TestPortal;
import dev.groundplan.worker.Host;
import dev.groundplan.worker.Hosts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

/**
 * The only worker is killed in mid-apply, an admin declares its host dead on a node that only
 * serves pages, and it comes back all the same. The worker is one without pages.
 */
@ActiveProfiles("demo")
@DirtiesContext
@ContextConfiguration(initializers = {FreshData.class, PostgreSql.class})
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/dead-host/web",
            "groundplan.roles=web",
            "groundplan.recorder=true",
            "groundplan.worker.heartbeat=500ms",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog"
        })
class DeadHostTests {
    private static final Logger log = LoggerFactory.getLogger(DeadHostTests.class);
    private static final Path DATA = Path.of("target/test-data/dead-host/worker");
    private static final int RUNS = 4;
    @Autowired TestPortal portal;
    @Autowired Hosts hosts;
    @Autowired DataSource dataSource;
    @Autowired JdbcClient jdbc;
    @Autowired ArtifactStore artifacts;
    private NodeProcess worker;

    @Value("${spring.datasource.url}")
    String database;

    @Value("${groundplan.key-file}")
    String key;

    @AfterEach
    void stopWorker() throws Exception {
        worker.close();
    }

    @Test
    void settlesWhatTheDeadHostAppliedWhenItIsBack() throws Exception {
        FileSystemUtils.deleteRecursively(DATA);
        startWorker();
        servesNoPages();
        var runs = java.util.stream.Stream.generate(this::applying).limit(RUNS).toList();
        worker.kill();
        Awaitility.await().until(() -> host().state() == Host.State.LOST);

        var began = System.nanoTime();
        hosts.declareDead(portal.viewer("admin"), host(), "The machine is switched off.");

        var declared = Duration.ofNanos(System.nanoTime() - began);
        assertThat(runs).allMatch(run -> portal.now(run).status() == RunStatus.UNKNOWN);
        assertThat(host().state()).isEqualTo(Host.State.DEAD);
        var again = System.nanoTime();
        startWorker();
        runs.forEach(run -> awaitApplied(run));
        log.info(
                "{} applies of a dead host: UNKNOWN within {} ms, settled {} ms after its start",
                RUNS,
                declared.toMillis(),
                Duration.ofNanos(System.nanoTime() - again).toMillis());
        assertThat(host().isBack()).isTrue();
        awaitRest();
        var checker =
                new RunChecker(dataSource, DATA).reading(id -> artifacts.read(new ArtifactId(id)));
        assertThat(checker.check()).isEmpty();
    }

    private void startWorker() throws IOException {
        worker =
                NodeProcess.start(
                        DATA,
                        List.of(
                                "spring.datasource.url=" + database,
                                "spring.datasource.username=postgres",
                                "spring.datasource.password=postgres",
                                "groundplan.key-file=" + key,
                                "groundplan.roles=worker",
                                "groundplan.recorder=true",
                                "groundplan.worker.heartbeat=500ms",
                                "groundplan.catalog.folders=src/test/resources/recorder-catalog"));
        worker.awaitReady(Duration.ofMinutes(4));
    }

    private void servesNoPages() throws Exception {
        var port = worker.output().replaceAll("(?s).*Tomcat started on port (\\d+).*", "$1");
        assertThat(answer(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(answer(port, "/actuator/info").statusCode()).isEqualTo(421);
        assertThat(answer(port, "/login").body()).contains("serves no pages");
        var api = answer(port, "/api/v1/runs");
        assertThat(api.statusCode()).isEqualTo(421);
        assertThat(api.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(host().newest().roles()).isEqualTo("worker");
    }

    private static HttpResponse<String> answer(String port, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Its tool goes on without the worker. */
    private Run applying() {
        var run = portal.awaitingApproval("inline", false, "count", 3, "millis", 700);
        portal.approve(run);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> hasChild(run));
        return run;
    }

    private boolean hasChild(Run run) {
        return jdbc.sql(
                                "select count(*) from execution where run_id = :run and phase = 'APPLY' and pid is not null")
                        .param("run", run.id().value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private void awaitApplied(Run run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> portal.now(run).status() == RunStatus.APPLIED);
    }

    private void awaitRest() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                jdbc.sql(
                                                        "select count(*) from scheduled_tasks where task_name like 'run:%' or task_name like 'recover:%'")
                                                .query(Integer.class)
                                                .single()
                                        == 0);
    }

    private Host host() {
        return hosts.all().stream()
                .filter(host -> host.newest().roles().contains("worker"))
                .findFirst()
                .orElseThrow();
    }
}
