package dev.groundplan.benchmark;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A person of the demo at a browser that writes down when something became visible. */
final class BrowserPerson implements AutoCloseable {
    /**
     * Runs in each page before its own scripts. Times are the browser's clock, which is this
     * machine's.
     */
    private static final String WATCH =
            """
            (() => {
              window.gpPlanned = 0;
              window.gpLines = [];
              const seen = new WeakSet();
              const look = () => {
                if (!window.gpPlanned && document.querySelector("#run-decision.gp-decision")) window.gpPlanned = Date.now();
                for (const line of document.querySelectorAll("#log-lines .l")) {
                  if (seen.has(line)) continue;
                  seen.add(line);
                  const stamp = /stamp=(\\d{13})/.exec(line.textContent);
                  if (stamp) window.gpLines.push(Date.now() - Number(stamp[1]));
                }
              };
              new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
              document.addEventListener("DOMContentLoaded", look);
            })();
            """;

    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final String address;

    BrowserPerson(Path chromium, String address, String name) {
        this.address = address;
        this.playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium)
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-dev-shm-usage",
                                                        "--disable-gpu")));
        this.page = browser.newPage();
        page.addInitScript(WATCH);
        signIn(name);
    }

    private void signIn(String name) {
        page.navigate(address + "/login");
        page.fill("input[name=username]", name);
        page.fill("input[name=password]", name);
        page.click(
                "main form[action$='/login'] button[type=submit], form[action$='/login'] button[type=submit]");
        page.waitForURL(url -> !url.contains("/login"));
    }

    /**
     * The time at which the run's page showed that a decision is wanted, in milliseconds of the
     * epoch.
     */
    double planVisibleAt(String run) {
        page.navigate(address + "/runs/" + run);
        page.waitForFunction("() => window.gpPlanned > 0");
        return ((Number) page.evaluate("() => window.gpPlanned")).doubleValue();
    }

    void open(String run) {
        page.navigate(address + "/runs/" + run);
    }

    /**
     * Milliseconds from the writing of each stamped line to its place in the page; waits for so
     * many.
     */
    List<Double> lineLatencies(int lines) {
        page.waitForFunction("(lines) => window.gpLines.length >= lines", lines);
        var all = (List<?>) page.evaluate("() => window.gpLines");
        return all.stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
