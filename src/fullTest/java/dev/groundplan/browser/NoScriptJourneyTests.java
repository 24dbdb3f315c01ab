package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every action works without JavaScript. */
@PortalForBrowsers
class NoScriptJourneyTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();

    @LocalServerPort int port;

    @Test
    void leadsFromTheCatalogToADestroyedEnvironment() throws IOException {
        var developer = BROWSERS.signedIn(port, "developer", Look.WITHOUT_SCRIPTS);
        var approver = BROWSERS.signedIn(port, "approver", Look.WITHOUT_SCRIPTS);
        new FilesJourney(developer, approver, "crew-plain").walk();
    }

    @Test
    void asksAgainWhenTheTypedNameIsWrong() {
        var developer = BROWSERS.signedIn(port, "developer", Look.WITHOUT_SCRIPTS);
        var run =
                developer
                        .request("team-page")
                        .name("crew-wrong")
                        .fill("title", "T")
                        .reviewAndSend();
        run.awaits("Waiting for approval by Shop");
        BROWSERS.signedIn(port, "approver", Look.WITHOUT_SCRIPTS).review("crew-wrong").approve();
        run.awaits("Created");

        developer.press(run.environment().tab("settings").locator("a.btn-danger"));
        developer.page().fill("#destroy-reason", "Kept.");
        developer.page().fill("#destroy-name", "crew-right");
        developer.press(developer.page().locator("main button.btn-danger"));

        assertThat(developer.page().locator("main [role=alert]")).isVisible();
        assertThat(developer.page().locator("#destroy-reason")).hasValue("Kept.");
    }

    @Test
    void stopsARunThatWaits() {
        var developer = BROWSERS.signedIn(port, "developer", Look.WITHOUT_SCRIPTS);
        var run =
                developer.request("team-page").name("crew-stop").fill("title", "T").reviewAndSend();
        run.awaits("Waiting for approval by Shop").cancel().awaits("Stopped: nothing changed");
    }
}
