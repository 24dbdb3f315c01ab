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
        page.locator(".gp-tabs a[href$='tab=" + name + "']").click();
        page.waitForURL("**tab=" + name);
        return page.locator("#environment-" + name);
    }

    Locator header() {
        return page.locator("#environment-header");
    }

    RequestPage change() {
        visitor.open(url);
        page.locator("#environment-header a")
                .filter(new Locator.FilterOptions().setHasText("Change"))
                .click();
        return new RequestPage(visitor);
    }

    RunPage checkForDrift() {
        tab("settings")
                .locator("button")
                .filter(new Locator.FilterOptions().setHasText("Check for drift"))
                .click();
        page.waitForURL("**/runs/*");
        return new RunPage(visitor);
    }

    /** Types the name and sends; the page must have refused to send without it. */
    RunPage destroy(String name, String reason) {
        tab("settings").locator("a.btn-danger").click();
        page.fill("#destroy-reason", reason);
        page.fill("#destroy-name", name);
        page.locator("main button.btn-danger").click();
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
