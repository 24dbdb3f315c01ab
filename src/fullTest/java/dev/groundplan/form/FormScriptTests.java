package dev.groundplan.form;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.groundplan.form.TestForms.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.io.File;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The form in a real browser: what form.js and htmx add to it. */
class FormScriptTests {
    private static Playwright playwright;
    private static Browser browser;
    private static FormSite site;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() throws IOException {
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
        site = new FormSite();
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            site.close();
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        page = browser.newPage();
        page.setDefaultTimeout(10_000);
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") && !message.text().contains("422")) {
                        complaints.add(message.text());
                    }
                });
        page.onPageError(complaints::add);
        page.navigate(site.url("light"));
    }

    @AfterEach
    void close() {
        page.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void showsAConditionalFieldAtOnce() {
        assertThat(field("values/allowed")).isHidden();

        field("values/public").check();

        assertThat(field("values/allowed")).isVisible();
        field("values/public").uncheck();
        assertThat(field("values/allowed")).isHidden();
    }

    @Test
    void addsAndRemovesEntriesAndNumbersThemAnew() {
        press("add:/ports");
        assertThat(field("values/ports/2")).isFocused();
        field("values/ports/2").fill("8080");

        press("remove:/ports/0");

        assertThat(field("values/ports/1")).hasValue("8080");
        submit();
        assertThat(site.submitted().get("ports")).isEqualTo(json("[443, 8080]"));
    }

    @Test
    void addsListsInsideOfEntries() {
        field("values/public").check();
        press("add:/allowed");
        press("add:/allowed");
        field("values/allowed/1/cidr").fill("10.0.0.0/8");
        press("add:/allowed/1/tags");
        press("add:/allowed/1/tags");
        field("values/allowed/1/tags/1").fill("office");
        press("remove:/allowed/1/tags/0");
        press("remove:/allowed/0");

        submit();

        assertThat(site.submitted().get("allowed"))
                .isEqualTo(json("[{'cidr': '10.0.0.0/8', 'port': 443, 'tags': ['office']}]"));
    }

    @Test
    void addsRowsToAMap() {
        press("add:/tags");
        field("values/tags/1/$key").fill("team");
        field("values/tags/1/$value").fill("shop");

        submit();

        assertThat(site.submitted().get("tags"))
                .isEqualTo(json("{'owner': 'platform', 'team': 'shop'}"));
    }

    @Test
    void checksAChangedFieldAndLeavesTheFocusWhereItIs() {
        field("values/servers").fill("9");
        field("values/price").focus();

        assertThat(field("values/servers/$problem")).hasText("Must be at most 6, but is 9.");
        assertThat(field("values/servers")).hasAttribute("aria-invalid", "true");
        assertThat(field("values/price")).isFocused();

        field("values/servers").fill("3");
        field("values/price").focus();
        assertThat(field("values/servers/$problem")).hasText("");
        assertThat(field("values/servers")).not().hasAttribute("aria-invalid", "true");
    }

    @Test
    void checksEntriesThatWereJustAdded() {
        press("add:/ports");
        field("values/ports/2").fill("70000");
        field("values/price").focus();

        assertThat(field("values/ports/2/$problem"))
                .hasText("Must be at most 65535, but is 70000.");
    }

    @Test
    void showsASecretOnRequestOnly() {
        field("values/password").fill("hunter2-canary");
        assertThat(field("values/password")).hasAttribute("type", "password");

        page.getByLabel("Show Database password").click();

        assertThat(field("values/password")).hasAttribute("type", "text");
    }

    @Test
    void putsTheFocusOnTheSummaryAndLeadsToTheField() {
        field("values/servers").fill("9");
        submit();

        assertThat(field("form-errors")).isFocused();
        page.locator("#form-errors a").getByText("Servers").click();
        assertThat(field("values/servers")).isFocused();
        assertThat(field("values/servers")).hasValue("9");
    }

    @Test
    void submitsOnEnterInsteadOfRemovingAnEntry() {
        field("values/ports/0").press("Enter");
        page.waitForLoadState(LoadState.LOAD);

        assertThat(field("form-errors")).isVisible();
        assertThat(site.submitted().get("ports")).isEqualTo(json("[80, 443]"));
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
    void isAccessibleAndFits(String theme, int width) {
        page.setViewportSize(width, 900);
        page.navigate(site.url(theme));
        field("values/public").check();
        press("add:/allowed");
        press("add:/tags");
        field("values/servers").fill("9");
        submit(theme);

        var violations =
                new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations();
        assertThat(violations)
                .extracting(Rule::getId, rule -> rule.getNodes().get(0).getHtml())
                .isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    private Locator field(String id) {
        return page.locator("[id='" + id + "']");
    }

    private void press(String value) {
        page.locator("button[value='" + value + "']").click();
    }

    private void submit() {
        submit("light");
    }

    private void submit(String theme) {
        page.locator("form").evaluate("(form, theme) => form.action += '?' + theme", theme);
        page.getByText("Review").click();
        page.waitForLoadState(LoadState.LOAD);
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(
                        folder ->
                                Stream.of(
                                        Path.of(folder, "chromium"),
                                        Path.of(folder, "chromium-browser")))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
