package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.groundplan.run.RunService;
import dev.groundplan.run.log.RunLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The log of an open page, however long it is and whatever happens to the connection. */
@PortalForBrowsers
class LiveLogBrowserTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();

    @LocalServerPort int port;
    @Autowired RunLog log;
    @Autowired RunService runs;
    private Wire wire;
    private Visitor developer;
    private RunPage run;
    private LogWriter writer;

    @BeforeEach
    void openARunThatWaits(TestInfo test) throws IOException {
        wire = new Wire(port);
        developer = BROWSERS.signedIn(wire.port(), "developer", Look.DESKTOP);
        var name = "log-" + Integer.toHexString(test.getDisplayName().hashCode());
        run = developer.request("team-page").name(name).fill("title", "Log").reviewAndSend();
        run.awaits("Waiting for approval");
        writer = new LogWriter(log, runs, run.url());
    }

    @AfterEach
    void hangUp() throws IOException {
        wire.close();
    }

    @Test
    void showsEveryLineOnceOverReloadsAndCuts() throws IOException {
        writer.write(10, 7);
        awaitLine(writer.lines());
        developer.page().reload();
        writer.write(10, 7);
        awaitLine(writer.lines());

        cut();
        writer.write(10, 7);
        restore();
        writer.write(5, 7);

        awaitLine(writer.lines());
        assertThat(numbers()).isEqualTo(upTo(1, writer.lines()));
        assertThat(texts()).isEqualTo(upTo(3, writer.lines()));
        assertThat(developer.page().locator("#log-lines h3")).hasCount(2);
    }

    @Test
    void showsAHundredThousandLinesWithoutFreezing() {
        var clicks = new ArrayList<Double>();
        var follow = developer.page().locator("[data-log-follow]");
        for (int i = 0; i < 10; i++) {
            writer.write(10, 1000);
            clicks.add(click("[data-log-follow]"));
            assertThat(follow).hasAttribute("aria-pressed", "false");
            clicks.add(click("[data-log-follow]"));
            assertThat(follow).hasAttribute("aria-pressed", "true");
            assertThat(run.logLines().count()).isLessThanOrEqualTo(2000);
        }

        awaitLine(writer.lines());
        assertThat(writer.lines()).isGreaterThan(100_000);
        assertThat(run.logLines().count()).isBetween(500, 2000);
        var shown = numbers();
        assertThat(shown).isEqualTo(upTo(shown.get(0), writer.lines()));
        assertThat(clicks.stream().sorted().toList().get(10)).isLessThan(2000);
        assertThat(developer.page().locator(".gp-log-more a").first())
                .hasText("Load earlier lines");
    }

    @Test
    void leadsToEarlierLinesAndToOneLine() {
        writer.write(12, 100);
        awaitLine(writer.lines());
        developer.page().reload();

        developer.page().locator("[data-log-earlier]").click();
        developer.page().waitForLoadState();

        assertThat(numbers()).hasSize(500).contains(writer.lines() - 500);
        developer.open(run.url().replaceAll("/log.*", "") + "#L" + writer.lines());
        assertThat(developer.page().locator("#L" + writer.lines())).hasClass("l is-marked");
    }

    @Test
    void stopsFollowingWhenSomebodyScrollsUp() {
        writer.write(3, 100);
        awaitLine(writer.lines());
        developer.page().locator("#log-box").evaluate("box => { box.scrollTop = 0; }");
        assertThat(developer.page().locator("[data-log-follow]"))
                .hasAttribute("aria-pressed", "false");

        writer.write(1, 12);

        var jump = developer.page().locator("[data-log-jump]");
        assertThat(jump).hasText("Jump to the end (12 new)");
        jump.click();
        assertThat(developer.page().locator("#L" + writer.lines())).isInViewport();
    }

    private void cut() throws IOException {
        wire.cut();
        assertThat(badge()).hasText("Reconnecting");
    }

    private void restore() throws IOException {
        wire.restore();
        assertThat(badge()).hasText("Live");
        developer.forgive("net::ERR_");
    }

    private Locator badge() {
        return developer.page().locator("[data-live-word]");
    }

    private void awaitLine(int number) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> developer.page().locator("#L" + number).count() == 1);
    }

    private List<Integer> numbers() {
        return integers(
                "[...document.querySelectorAll('#log-lines .l')].map(row => Number(row.id.slice(1)))");
    }

    /** What the lines after the plan's own two say. */
    private List<Integer> texts() {
        return integers(
                "[...document.querySelectorAll('#log-lines .l')].slice(2)"
                        + ".map(row => Number(row.lastElementChild.textContent.replace('line ', '')))");
    }

    @SuppressWarnings("unchecked")
    private List<Integer> integers(String script) {
        return (List<Integer>) developer.page().evaluate(script);
    }

    private static List<Integer> upTo(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    /** Milliseconds until the page has drawn what a click did. */
    private double click(String button) {
        var millis =
                developer
                        .page()
                        .evaluate(
                                """
                                selector => new Promise(done => {
                                  const start = performance.now();
                                  setTimeout(() => {
                                    document.querySelector(selector).click();
                                    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
                                  });
                                })
                                """,
                                button);
        return ((Number) millis).doubleValue();
    }
}
