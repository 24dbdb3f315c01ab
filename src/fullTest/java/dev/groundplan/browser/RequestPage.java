package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The form of a request, and the last look before it is sent. */
final class RequestPage {
    private final Visitor visitor;
    private final Page page;

    RequestPage(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
    }

    RequestPage name(String name) {
        page.fill("#request-name", name);
        return this;
    }

    RequestPage reason(String reason) {
        page.fill("#request-reason", reason);
        return this;
    }

    /** Types a value: {@code fill("members/0/name", "Ada")}. */
    RequestPage fill(String parameter, String value) {
        field(parameter).fill(value);
        return this;
    }

    RequestPage choose(String parameter, String label) {
        var field = page.locator("[name='values/" + parameter + "']");
        if (field.first().evaluate("element => element.tagName").equals("SELECT")) {
            field.selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(label));
        } else {
            page.locator("label:has([name='values/" + parameter + "'])")
                    .filter(new Locator.FilterOptions().setHasText(label))
                    .click();
        }
        return this;
    }

    RequestPage add(String list) {
        visitor.press(page.locator("button[value='add:/" + list + "']"));
        return this;
    }

    RequestPage remove(String entry) {
        visitor.press(page.locator("button[value='remove:/" + entry + "']"));
        return this;
    }

    Locator field(String parameter) {
        return page.locator("[id='values/" + parameter + "']");
    }

    Locator entries(String list) {
        return page.locator("[data-entries='/" + list + "'] > .form-entry");
    }

    /** What is said at a field. */
    Locator problem(String parameter) {
        return page.locator("[id='values/" + parameter + "/$problem']");
    }

    Locator summary() {
        return page.locator("#form-errors");
    }

    RequestPage review() {
        visitor.press(page.locator("button[name=step][value=review]"));
        return this;
    }

    /** The table of what changes on the last look. */
    Locator whatChanges() {
        return page.locator("section[aria-labelledby=review-values]");
    }

    RunPage send() {
        visitor.press(page.locator("button[name=step][value=send]"));
        page.waitForURL("**/runs/*");
        return new RunPage(visitor);
    }

    RunPage reviewAndSend() {
        review();
        assertThat(page.locator("button[name=step][value=send]")).isVisible();
        return send();
    }
}
