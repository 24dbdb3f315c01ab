package dev.groundplan.run.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The sample pages in a real browser: what people with any eyes, screen or connection meet. */
class PagesBrowserTests {

    private static final String ENDED =
            "document.querySelector('[data-live-word]').textContent === 'Ended'";
    private static final String NUMBERS =
            "[...document.querySelectorAll('.l')].map(row => Number(row.id.slice(1)))";

    private static Playwright playwright;
    private static Browser browser;
    private static ConfigurableApplicationContext portal;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        var chromium = chromium();
        assumeTrue(chromium.isPresent(), "Chromium is not on the PATH");
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium.get())
                                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
        var application = new SpringApplication(PreviewApplication.class);
        application.setAdditionalProfiles("preview");
        portal = application.run("--spring.config.location=classpath:/preview.yaml");
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            portal.close();
            playwright.close();
        }
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Stream<String> pages() {
        return SamplePages.all().keySet().stream();
    }

    @BeforeEach
    void open() {
        page = browser.newPage();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")) {
                        complaints.add(message.text());
                    }
                });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close() {
        page.close();
    }

    private void show(String name, String theme, int width, String stream) {
        page.setViewportSize(width, 900);
        page.addInitScript(
                "const Real = EventSource; const query = '"
                        + stream
                        + "';"
                        + "if (query) window.EventSource = function (url) {"
                        + " return new Real('/preview-stream?' + query + '&after=' + new URL(url).searchParams.get('after')); };"
                        + "window.seen = []; document.addEventListener('groundplan:log', event => {"
                        + " for (const m of event.detail.matchAll(/class=\"c(?: full)?\" data-seq=\"(\\d+)\"/g)) seen.push(Number(m[1])); });");
        String port = portal.getEnvironment().getProperty("local.server.port");
        page.navigate("http://127.0.0.1:" + port + "/preview/" + name + "?theme=" + theme);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNoBarriersInEitherTheme(String name) {
        for (String theme : List.of("light", "dark")) {
            show(name, theme, 1280, "");
            var violations =
                    new AxeBuilder(page)
                            .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                            .analyze()
                            .getViolations();
            assertThat(violations)
                    .extracting(
                            rule ->
                                    theme
                                            + " "
                                            + rule.getId()
                                            + " "
                                            + rule.getNodes().get(0).getHtml())
                    .isEmpty();
        }
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fitsASmallScreen(String name) {
        show(name, "light", 360, "");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }

    @Test
    void takesHundredThousandLinesAndKeepsTheLastTwoThousand() {
        show("run-queued", "dark", 1280, "chunks=400&lines=250");
        page.waitForFunction(ENDED, null, new Page.WaitForFunctionOptions().setTimeout(90_000));
        page.waitForFunction("[...document.querySelectorAll('.l')].pop().id === 'L100000'");
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        NUMBERS
                                                + ".every((n, i, all) => i === 0 || n === all[i - 1] + 1)"))
                .isTrue();
        assertThat((Integer) page.evaluate(NUMBERS + ".length")).isBetween(1000, 2250);
        assertThat(page.locator(".gp-log-more a").first().getAttribute("href")).contains("before=");
        assertThat(
                        (Integer)
                                page.evaluate(
                                        "(box => box.scrollHeight - box.scrollTop - box.clientHeight)(document.getElementById('log-box'))"))
                .isLessThan(40);
    }

    @Test
    void showsEveryChunkOnceOverManyReconnections() {
        show("run-queued", "light", 1280, "chunks=40&lines=20&pause=5&cut=7");
        page.waitForFunction(ENDED, null, new Page.WaitForFunctionOptions().setTimeout(90_000));
        page.waitForFunction("document.querySelectorAll('.l').length === 800");
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "seen.length === 40 && seen.every((n, i) => n === i + 1)"))
                .isTrue();
        assertThat((Boolean) page.evaluate(NUMBERS + ".every((n, i) => n === i + 1)")).isTrue();
    }

    @Test
    void leavesThoseAloneWhoReadFurtherUp() {
        show("run-queued", "light", 1280, "chunks=120&lines=100&pause=20");
        page.waitForFunction("document.querySelectorAll('.l').length > 1500");
        page.evaluate("document.getElementById('log-box').scrollTop = 2000");
        page.waitForFunction(
                "document.querySelector('[data-log-follow]').getAttribute('aria-pressed') === 'false'");
        var first = page.evaluate("document.querySelector('.l').id");
        page.waitForFunction(ENDED, null, new Page.WaitForFunctionOptions().setTimeout(90_000));
        assertThat(page.evaluate("document.querySelector('.l').id")).isEqualTo(first);
        assertThat(page.locator("[data-log-jump]").textContent())
                .matches("Jump to the end \\(\\d+ new\\)");
        page.locator("[data-log-jump]").click();
        page.waitForFunction("[...document.querySelectorAll('.l')].pop().id === 'L12000'");
    }

    @Test
    void asksForTheTypedNameBeforeItDestroys() {
        show("run-waiting", "light", 1280, "");
        var approve = page.locator("button[value=approve]");
        assertThat(approve.isDisabled()).isTrue();
        page.locator("#decision-name").fill("orders-d");
        assertThat(approve.isDisabled()).isTrue();
        page.locator("#decision-name").fill("orders-db");
        assertThat(approve.isEnabled()).isTrue();
        assertThat(page.locator("button[value=reject]").isEnabled()).isTrue();
    }
}
