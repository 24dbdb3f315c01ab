package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The page of a run. */
final class RunPage {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Visitor visitor;
    private final Page page;

    RunPage(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
    }

    /** Live; without scripts by pressing Refresh. */
    RunPage awaits(String status) {
        if (visitor.hasScripts()) {
            assertThat(status())
                    .containsText(
                            status, new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
        } else {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> refreshed().textContent().contains(status));
        }
        return this;
    }

    private Locator refreshed() {
        var refresh = page.locator("a.gp-refresh");
        if (refresh.isVisible()) {
            visitor.press(refresh);
        }
        return status();
    }

    Locator status() {
        return page.locator("#run-header .gp-status-lg");
    }

    Locator plan() {
        return page.locator("#run-plan");
    }

    Locator changes() {
        return page.locator("#run-plan .gp-change");
    }

    Locator change(String address) {
        return changes()
                .filter(
                        new Locator.FilterOptions()
                                .setHas(
                                        page.locator(
                                                "summary code",
                                                new Page.LocatorOptions().setHasText(address))));
    }

    /** Unfolds a change. */
    Locator opened(String address) {
        var change = change(address).first();
        if (change.getAttribute("open") == null) {
            visitor.press(change.locator("summary"));
        }
        return change;
    }

    Locator decision() {
        return page.locator("#run-decision");
    }

    Locator result() {
        return page.locator("#run-result");
    }

    Locator facts() {
        return page.locator("#run-facts");
    }

    Locator events() {
        return page.locator("#run-events");
    }

    Locator logLines() {
        return page.locator("#log-lines .l");
    }

    RunPage comment(String text) {
        page.fill("#decision-comment", text);
        return this;
    }

    RunPage typeName(String name) {
        page.fill("#decision-name", name);
        return this;
    }

    Locator approveButton() {
        return page.locator("button[name=decision][value=approve]");
    }

    RunPage approve() {
        visitor.press(approveButton());
        assertThat(approveButton()).isHidden();
        return this;
    }

    RunPage reject() {
        visitor.press(page.locator("button[name=decision][value=reject]"));
        return this;
    }

    RunPage cancel() {
        visitor.press(page.locator("#run-cancel > summary"));
        visitor.press(page.locator("#run-cancel button[type=submit]"));
        return this;
    }

    RequestPage follow(String action) {
        visitor.press(result().locator("a.btn", new Locator.LocatorOptions().setHasText(action)));
        return new RequestPage(visitor);
    }

    EnvironmentPage environment() {
        visitor.press(
                page.locator("#run-header .gp-actions a")
                        .filter(new Locator.FilterOptions().setHasText("Open environment")));
        return new EnvironmentPage(visitor);
    }

    String url() {
        return visitor.path();
    }
}
