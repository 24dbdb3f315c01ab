package dev.groundplan.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person in front of a browser, who notices every error of the page. */
final class Visitor {
    private final BrowserContext context;
    private final String origin;
    private final Look look;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visitor(BrowserContext context, String origin, Look look) {
        this.context = context;
        this.origin = origin;
        this.look = look;
        this.page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(this::heard);
        page.onPageError(complaints::add);
        page.onRequest(this::sent);
    }

    /** 422 is the answer to a form with mistakes: the browser reports it, and it is right. */
    private void heard(ConsoleMessage message) {
        if (List.of("error", "warning").contains(message.type())
                && !message.text().contains("status of 422")) {
            complaints.add(page.url() + ": " + message.text());
        }
    }

    private void sent(Request request) {
        if (!request.url().startsWith(origin + "/") && !request.url().startsWith("data:")) {
            complaints.add(page.url() + " asked " + request.url());
        }
    }

    void signIn(String username) {
        open("/login");
        page.fill("input[name=username]", username);
        page.fill("input[name=password]", username);
        page.click("form:has(input[name=password]) button[type=submit]");
        page.waitForURL(origin + "/**");
    }

    Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    RequestPage request(String template) {
        open("/catalog");
        press(page.locator("a.gp-main-link[href='/catalog/" + template + "']"));
        press(page.locator(".gp-actions a", new Page.LocatorOptions().setHasText("Request")));
        return new RequestPage(this);
    }

    RunPage run(String url) {
        open(url);
        return new RunPage(this);
    }

    EnvironmentPage environment(String url) {
        open(url);
        return new EnvironmentPage(this);
    }

    /** From the inbox to the run that asks for a decision about an environment. */
    RunPage review(String environment) {
        open("/approvals");
        press(
                page.locator("li[data-row]", new Page.LocatorOptions().setHasText(environment))
                        .locator("a.btn", new Locator.LocatorOptions().setHasText("Review")));
        return new RunPage(this);
    }

    /**
     * Without scripts with the keyboard: a click waits for a thing to stand still, which the
     * browser may never tell it then.
     */
    void press(Locator button) {
        if (hasScripts()) {
            button.click();
        } else {
            button.press("Enter");
        }
    }

    /** The token that a form of the page would send. */
    String csrf() {
        return page.locator("meta[name=csrf-token]").getAttribute("content");
    }

    Page page() {
        return page;
    }

    boolean hasScripts() {
        return look.scripts();
    }

    /** The path and query of the page. */
    String path() {
        return page.url().substring(origin.length());
    }

    /** Forgets the complaints that a test made on purpose. */
    void forgive(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    List<String> complaints() {
        return complaints;
    }

    void leave() {
        context.close();
    }
}
