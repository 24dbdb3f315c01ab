package dev.groundplan.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Debian's Chromium for the tests of a class. After each test every visitor's page must have been
 * without complaints.
 */
final class Browsers implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private final List<Visitor> visitors = new ArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        var chromium = Tools.find("chromium");
        assumeTrue(chromium.isPresent(), "Chromium is not on the PATH");
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
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
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    /** A person of the demo, signed in, in a browser window of their own. */
    Visitor signedIn(int port, String username, Look look) {
        var visitor = stranger(port, look);
        visitor.signIn(username);
        return visitor;
    }

    /** Somebody who has not signed in. */
    Visitor stranger(int port, Look look) {
        if (browser == null) {
            throw new IllegalStateException("The browser is not open");
        }
        var origin = "http://127.0.0.1:" + port;
        var visitor = new Visitor(browser.newContext(look.options(origin)), origin, look);
        visitors.add(visitor);
        return visitor;
    }

    /** For pages that are not the portal's. */
    void forgiveAll() {
        visitors.forEach(visitor -> visitor.complaints().clear());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var complaints = visitors.stream().flatMap(each -> each.complaints().stream()).toList();
        visitors.forEach(Visitor::leave);
        visitors.clear();
        if (!complaints.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("The browser complained: " + complaints);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
