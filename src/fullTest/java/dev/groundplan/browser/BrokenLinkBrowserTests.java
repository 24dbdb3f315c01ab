package dev.groundplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** F25 and I11: the link between browser and portal breaks while a log grows. */
@PortalForBrowsers
class BrokenLinkBrowserTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();
    private static final Logger report = LoggerFactory.getLogger(BrokenLinkBrowserTests.class);
    private static final int CUTS = Integer.getInteger("groundplan.test.cuts", 5);
    private static final int CUTS_PER_LOG = Integer.getInteger("groundplan.test.cuts-per-log", 20);
    private static final int LINES = Integer.getInteger("groundplan.test.lines", 3000);
    private static final int CHUNK = 25;
    private final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Map<Trouble, List<Long>> delays = new TreeMap<>();

    @LocalServerPort int port;
    @Autowired RunLog log;
    @Autowired RunService runs;
    @Autowired TestPortal portal;
    private Wire wire;
    private Visitor developer;

    /** What happens, and for how long at most. */
    private enum Trouble {
        RESET(1500),
        BLACK_HOLE(6000),
        BAD_GATEWAY(2500),
        RESTART(4000),
        FROZEN(4000);

        private final int most;

        Trouble(int most) {
            this.most = most;
        }
    }

    @BeforeEach
    void signIn() throws IOException {
        wire = new Wire(port);
        developer = BROWSERS.signedIn(wire.port(), "developer", Look.DESKTOP);
    }

    @AfterEach
    void hangUp() throws IOException {
        wire.close();
        developer.forgive("net::ERR_");
        developer.forgive("status of 502");
    }

    @Test
    void showsEveryLineOnceHoweverTheLinkBreaks() throws Exception {
        int lines = 0;
        for (int done = 0; done < CUTS; ) {
            var cuts = Math.min(CUTS_PER_LOG, CUTS - done);
            lines += follow(done, cuts);
            done += cuts;
            report.info(
                    "{} cuts of the link over {} lines of logs: no gap, no double; caught up after {}; seed {}",
                    done,
                    lines,
                    summary(),
                    seed);
        }
    }

    /** I11: what happened meanwhile is on the page, as if it were loaded now. */
    @Test
    void showsWhatTheDatabaseSaysWhenTheLinkIsBack() throws IOException {
        var faults = Wire.Fault.values();
        var fault = faults[random.nextInt(faults.length)];
        var page = developer.request("team-page").name("meanwhile").fill("title", "Meanwhile");
        var shown = page.reviewAndSend();
        shown.awaits("Waiting for approval");
        var run = portal.run(new RunId(UUID.fromString(shown.url().replaceAll(".*/", ""))));

        wire.cut(fault);
        portal.approve(run);
        portal.await(run, RunStatus.APPLIED);
        wire.restore();

        shown.awaits("Created");
        var fresh = developer.page().context().newPage();
        fresh.navigate(developer.page().url());
        Awaitility.await(fault + "; seed " + seed)
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .untilAsserted(() -> assertThat(parts(developer.page())).isEqualTo(parts(fresh)));
    }

    /** The words of the page, without times that go on and the sign of the stream. */
    private static Object parts(Page page) {
        return page.evaluate(
                """
                        () => ["run-header", "run-stages", "run-result", "run-decision", "run-facts", "log-lines"].map((id) => {
                          const part = document.getElementById(id).cloneNode(true);
                          part.querySelectorAll("time, [data-since], [data-live-badge]").forEach((each) => each.remove());
                          return part.textContent.replace(/\\s+/g, " ").trim();
                        })
                        """);
    }

    /** One log, and how many lines it got. */
    private int follow(int number, int cuts) throws Exception {
        var run =
                developer
                        .request("team-page")
                        .name("broken-" + number)
                        .fill("title", "Log")
                        .reviewAndSend();
        run.awaits("Waiting for approval");
        var recorder = new LogRecorder(developer.page());
        var writer = new LogWriter(log, runs, run.url());
        for (int cut = 0; cut < cuts; cut++) {
            cut(recorder, writer, LINES / cuts, kind(number + cut));
        }
        awaitDrawn(recorder, writer.lines());
        assertThat(recorder.heard()).as("seed " + seed).isEqualTo(writer.lines());
        assertThat(recorder.problems()).as("seed " + seed).isEmpty();
        showsTheSameByOtherWays(run.url(), writer.lines());
        return writer.lines();
    }

    private static Trouble kind(int number) {
        return Trouble.values()[number % Trouble.values().length];
    }

    private void cut(LogRecorder recorder, LogWriter writer, int lines, Trouble trouble)
            throws Exception {
        var writing = CompletableFuture.runAsync(() -> write(writer, lines));
        developer.page().waitForTimeout(random.nextInt(1000));
        breakIt(trouble, 200 + random.nextInt(trouble.most));
        var since = System.currentTimeMillis();
        var behind = writer.lines();
        awaitDrawn(recorder, behind);
        delays.computeIfAbsent(trouble, any -> new ArrayList<>())
                .add(Math.max(0, recorder.delay(behind, since)));
        writing.join();
    }

    private static void write(LogWriter writer, int lines) {
        for (int written = 0; written < lines; written += CHUNK) {
            writer.write(1, Math.min(CHUNK, lines - written));
            LockSupport.parkNanos(Duration.ofMillis(12).toNanos());
        }
    }

    private void breakIt(Trouble trouble, int millis) throws IOException {
        if (trouble == Trouble.FROZEN) {
            sleep(millis);
            return;
        }
        wire.cut(
                switch (trouble) {
                    case RESET, FROZEN -> Wire.Fault.RESET;
                    case BLACK_HOLE -> Wire.Fault.BLACK_HOLE;
                    case BAD_GATEWAY -> Wire.Fault.BAD_GATEWAY;
                    case RESTART -> Wire.Fault.REFUSED;
                });
        developer.page().waitForTimeout(millis);
        wire.restore();
    }

    /** As a laptop does: the page stands still, and now and then its connections are gone. */
    private void sleep(int millis) throws IOException {
        var devtools = developer.page().context().newCDPSession(developer.page());
        lifecycle(devtools, "frozen");
        if (random.nextBoolean()) {
            wire.cut();
        }
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
        wire.restore();
        lifecycle(devtools, "active");
        devtools.detach();
    }

    private static void lifecycle(CDPSession devtools, String state) {
        var arguments = new JsonObject();
        arguments.addProperty("state", state);
        devtools.send("Page.setWebLifecycleState", arguments);
    }

    private void awaitDrawn(LogRecorder recorder, int line) {
        Awaitility.await("line " + line + "; seed " + seed)
                .atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .until(() -> recorder.drawn() >= line);
    }

    /** The file and the pages of earlier lines hold the same lines, all of them. */
    private void showsTheSameByOtherWays(String url, int lines) {
        var raw = developer.page().request().get(url + "/log/raw").text().lines().toList();
        assertThat(raw.subList(2, raw.size()))
                .isEqualTo(
                        IntStream.rangeClosed(3, lines)
                                .mapToObj(number -> "\u001b[32mline\u001b[0m " + number)
                                .toList());
        developer.open(url + "/log");
        var earlier = developer.page().locator("[data-log-earlier]");
        var read = new ArrayList<>(numbers());
        for (int pages = 0; pages < 5 && earlier.count() > 0; pages++) {
            earlier.click();
            developer.page().waitForLoadState();
            read.addAll(0, numbers());
        }
        assertThat(read)
                .isEqualTo(IntStream.rangeClosed(read.get(0), lines).boxed().toList())
                .hasSizeGreaterThanOrEqualTo(Math.min(lines, 2000));
    }

    @SuppressWarnings("unchecked")
    private List<Integer> numbers() {
        return (List<Integer>)
                developer
                        .page()
                        .evaluate(
                                "[...document.querySelectorAll('#log-lines .l')].map(row => Number(row.id.slice(1)))");
    }

    private String summary() {
        var text = new TreeMap<Trouble, String>();
        delays.forEach((trouble, millis) -> text.put(trouble, spread(millis)));
        var all = delays.values().stream().flatMap(List::stream).toList();
        return text + ", all " + spread(all);
    }

    private static String spread(List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        return "%d ms (p95 %d ms, most %d ms)"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1),
                        sorted.get(sorted.size() - 1));
    }
}
