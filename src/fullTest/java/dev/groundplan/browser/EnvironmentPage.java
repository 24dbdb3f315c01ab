package dev.groundplan.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** The page of an environment, with its tabs. */
final class EnvironmentPage {
    private final Visitor visitor;
    private final Page page;
    private final String url;

    EnvironmentPage(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
        page.waitForURL("**/environments/*");
        this.url = visitor.path();
    }

    /** A tab by the name that it has in the address. */
    Locator tab(String name) {
        visitor.open(url);
        visitor.press(page.locator(".gp-tabs a[href$='tab=" + name + "']"));
        page.waitForURL("**tab=" + name);
        return page.locator("#environment-" + name);
    }

    Locator header() {
        return page.locator("#environment-header");
    }

    RequestPage change() {
        visitor.open(url);
        visitor.press(
                page.locator("#environment-header a")
                        .filter(new Locator.FilterOptions().setHasText("Change")));
        return new RequestPage(visitor);
    }

    RunPage checkForDrift() {
        visitor.press(
                tab("settings")
                        .locator("button")
                        .filter(new Locator.FilterOptions().setHasText("Check for drift")));
        page.waitForURL("**/runs/*");
        return new RunPage(visitor);
    }

    /** Types the name and sends; the page must have refused to send without it. */
    RunPage destroy(String name, String reason) {
        visitor.press(tab("settings").locator("a.btn-danger"));
        page.fill("#destroy-reason", reason);
        page.fill("#destroy-name", name);
        visitor.press(page.locator("main button.btn-danger"));
        page.waitForURL("**/runs/*");
        return new RunPage(visitor);
    }

    /** Where its files are on this machine. */
    Path folder() {
        var id = url.replaceAll(".*/environments/([^/?]+).*", "$1");
        return Path.of(PortalForBrowsers.DATA, "environments", id);
    }

    String url() {
        return url;
    }
}
