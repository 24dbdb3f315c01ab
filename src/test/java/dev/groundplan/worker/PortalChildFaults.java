package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.process.OddBytes;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.Execution;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.log.LogText;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.testing.FreshData;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * F05, F06, F09, F11 in a whole portal: what a tool does that hears nothing, says nothing, or says
 * too much, and what people see of it.
 */
@ActiveProfiles("demo")
@ContextConfiguration(initializers = FreshData.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "groundplan.catalog.folders=src/test/resources/recorder-catalog",
            "groundplan.recorder=true",
            "groundplan.worker.plan-silence=" + PortalChildFaults.SILENCE_SECONDS + "s"
        })
abstract class PortalChildFaults {
    private static final Logger log = LoggerFactory.getLogger(PortalChildFaults.class);
    static final int SILENCE_SECONDS = 6;
    private static final Duration GRACE_OF_RECORDER = Duration.ofSeconds(5);
    private static final long MB = 1 << 20;
    private static final long FLOOD_MB = Long.getLong("groundplan.test.flood-megabytes", 24);
    private static final int INPUTS = Integer.getInteger("groundplan.test.odd-inputs", 2_000);
    private static final int RATE = Integer.getInteger("groundplan.test.flood-rate", 2);

    @Autowired TestPortal portal;
    @Autowired JdbcClient jdbc;
    @Autowired RunLog runLog;
    @Autowired Executions executions;
    @Autowired Consoles consoles;
    @Autowired ProcessRunner processes;
    @LocalServerPort int port;
    @TempDir Path temp;

    @DynamicPropertySource
    static void limit(DynamicPropertyRegistry registry) {
        registry.add("groundplan.output-limit", () -> FLOOD_MB / 4 + "MB");
    }

    /** F06. */
    @Test
    void tellsOnThePageOfASilence() {
        var browser = browser();
        var run = portal.awaitingApproval("inline", false, "hang", "APPLY");
        portal.approve(run);
        child(run, Phase.APPLY);
        assertThat(progress(browser, run)).contains("Applying").doesNotContain("No output");

        happenedEarlier(run, execution(run, Phase.APPLY), Duration.ofSeconds(250));

        assertThat(progress(browser, run)).contains("No output for 4 min");
        portal.cancel(run);
        portal.await(run, RunStatus.CANCELED);
        assertThat(progress(browser, run)).isEmpty();
    }

    /** F06. */
    @Test
    void endsASilentPlanAndFreesItsSlot() {
        var run = portal.provision("inline", false, "hang", "PLAN");
        var child = child(run, Phase.PLAN);

        var ended = portal.await(run, RunStatus.FAILED);

        var execution = execution(run, Phase.PLAN);
        var took = Duration.between(execution.startedAt(), execution.endedAt());
        log.info("F06: a silent plan ended after {} ms", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(SILENCE_SECONDS + 10));
        assertThat(ended.ending().failure()).contains("printed nothing for longer");
        assertThat(ended.activeSlot()).isNull();
        assertThat(child.isAlive()).isFalse();
    }

    /** F05. */
    @Test
    void endsADeafPlanOnceItsGraceIsOver() {
        var run =
                portal.provision(
                        "inline",
                        false,
                        "shell",
                        "trap '' INT TERM; while :; do echo busy; sleep 0.3; done");
        portal.await(run, RunStatus.PLANNING);
        var child = child(run, Phase.PLAN);
        Awaitility.await().until(() -> text(run).contains("busy"));
        long asked = System.nanoTime();

        portal.cancel(run);

        portal.await(run, RunStatus.CANCELED);
        var took = Duration.ofNanos(System.nanoTime() - asked);
        log.info("F05: a deaf plan was canceled after {} ms", took.toMillis());
        assertThat(took).isBetween(GRACE_OF_RECORDER, GRACE_OF_RECORDER.plusSeconds(10));
        assertThat(text(run))
                .containsOnlyOnce("Asked to stop.")
                .containsOnlyOnce("Killed: it did not stop within 5 seconds.");
        assertThat(portal.now(run).activeSlot()).isNull();
        assertThat(child.isAlive()).isFalse();
    }

    /** F09. */
    @Test
    void keepsTheEndOfAFloodAndHoldsUpNobody() throws IOException {
        var other =
                awaiting("for i in $(seq %d); do date +%%s%%N; sleep 0.1; done", 30 + FLOOD_MB / 4);
        var flooding =
                awaiting(
                        "awk 'BEGIN { for (i = 0; i < %d; i++) printf \"%%079d\\n"
                                + "\", i }'; echo 'Error: the last word'",
                        FLOOD_MB * MB / 80);
        long before = used();
        long begin = System.nanoTime();
        portal.approve(other);
        portal.approve(flooding);

        var delays = Delays.of(runLog, other, () -> portal.now(other).status().isFinal());
        portal.await(flooding, RunStatus.APPLIED);

        long grown = used() - before;
        var kept = FloodLog.of(runLog, flooding);
        log.info(
                "F09: {} MB printed, {} lines kept at {} MB/s, heap grown by {} kB; the other run's"
                        + " {} lines late by p50 {} ms, p99 {} ms; {} ms in all",
                FLOOD_MB,
                kept.lines(),
                "%.1f".formatted(kept.rate()),
                grown / 1024,
                delays.count(),
                delays.at(50),
                delays.at(99),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        assertThat(kept.notes())
                .containsExactly(
                        "It printed more than "
                                + FLOOD_MB / 4
                                + " MB. Of the rest only the end is kept.");
        assertThat(kept.swaps()).isZero();
        assertThat(kept.lines() * 80).isBetween(FLOOD_MB * MB / 4 - MB, FLOOD_MB * MB / 4 + MB);
        assertThat(kept.last()).contains("Error: the last word");
        assertThat(kept.rate()).isGreaterThan(RATE);
        assertThat(grown).isLessThan(64 * MB);
        assertThat(delays.at(99)).isLessThan(1000);
        assertThat(browser().get("/runs/" + flooding.id()).status()).isEqualTo(200);
    }

    /** F11. */
    @Test
    void keepsAndShowsWhatIsNoText() throws IOException {
        long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
        var bytes = new OddBytes(new Random(seed)).inputs(INPUTS);
        var run = portal.awaitingApproval("chatter", 0);
        var execution = execution(run, Phase.PLAN);
        var dir = new Workdir(temp.resolve("execution"), temp.resolve("environment"));
        Files.createDirectories(dir.run());
        Files.createDirectories(dir.environment());
        Files.write(dir.run().resolve("odd"), bytes);
        int before = runLog.countLines(run.id());

        var scrubber = new Scrubber(List.of("correct horse battery staple"));
        try (var console =
                consoles.open(
                        run, new ExecutionId(execution.id()), "things", Phase.PLAN, scrubber)) {
            processes.run(cat(), dir, console, console::line);
        }

        var expected = OddBytes.text(bytes);
        var text = new LogText();
        var lines = new StringBuilder();
        runLog.lines(run.id(), before + 1, Integer.MAX_VALUE)
                .forEach(chunk -> lines.append(text.next(chunk)));
        lines.append(text.end());
        int kept = runLog.countLines(run.id()) - before;
        log.info(
                "F11: {} inputs, {} bytes, {} lines kept; seed {}",
                INPUTS,
                bytes.length,
                kept,
                seed);
        assertThat(lines.toString()).as("seed %d", seed).isEqualTo(expected);
        assertThat(kept).as("seed %d", seed).isBetween(lines(expected), lines(expected) + 10);
        assertThat(offset(execution)).isEqualTo(bytes.length);
        assertShown(run);
    }

    private void assertShown(Run run) {
        var browser = browser();
        var page = "/runs/" + run.id();
        assertThat(browser.get(page).status()).isEqualTo(200);
        assertThat(browser.get(page + "/log/raw").status()).isEqualTo(200);
        int last = runLog.countLines(run.id());
        for (int end = last; end > Math.max(1, last - 2000); end -= 500) {
            var window = browser.get(page + "/log?before=" + (end + 1));
            assertThat(window.status()).isEqualTo(200);
            assertThat(window.html().select("#log-lines .l").eachAttr("id"))
                    .as(
                            "lines up to %d of %d, seed %s",
                            end, last, System.getProperty("groundplan.test.seed"))
                    .doesNotHaveDuplicates()
                    .hasSize(Math.min(500, end))
                    .last()
                    .isEqualTo("L" + end);
        }
    }

    private static Command cat() {
        return new Command(
                List.of("cat", "odd"),
                "",
                Map.of("PATH", "/usr/bin:/bin"),
                Network.NONE,
                new CancelPolicy(CancelPolicy.Target.LEADER, null),
                Limits.NONE);
    }

    private Run awaiting(String script, long number) {
        var shell = "if [ \"$phase\" = APPLY ]; then " + script.formatted(number) + "; fi";
        return portal.awaitingApproval("inline", false, "shell", shell);
    }

    private Browser browser() {
        return Browser.signedIn(port, "developer");
    }

    /** The plan's output too: it came before the apply began. */
    private void happenedEarlier(Run run, Execution apply, Duration by) {
        var began = apply.startedAt().minus(by).atOffset(ZoneOffset.UTC);
        jdbc.sql("update log_chunk set at = :at where run_id = :run")
                .param("at", began.minusSeconds(1))
                .param("run", run.id().value())
                .update();
        jdbc.sql("update execution set started_at = :at where id = :id")
                .param("at", began)
                .param("id", apply.id())
                .update();
    }

    private static String progress(Browser browser, Run run) {
        return browser.get("/runs/" + run.id()).html().select("#run-progress").text();
    }

    private String text(Run run) {
        var text = new LogText();
        return runLog.after(run.id(), 0, 100).stream()
                .map(text::next)
                .collect(Collectors.joining());
    }

    private Execution execution(Run run, Phase phase) {
        return executions.of(run.id()).stream()
                .filter(each -> each.phase() == phase)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private ProcessHandle child(Run run, Phase phase) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> execution(run, phase).pid() != null);
        return ProcessHandle.of(Objects.requireNonNull(execution(run, phase).pid())).orElseThrow();
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private long offset(Execution execution) {
        return jdbc.sql("select out_offset from execution where id = :id")
                .param("id", execution.id())
                .query(Long.class)
                .single();
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
