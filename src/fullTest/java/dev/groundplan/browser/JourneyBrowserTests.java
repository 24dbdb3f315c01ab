package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the catalog to a destroyed environment, as people see it. */
@PortalForBrowsers
class JourneyBrowserTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();

    @LocalServerPort int port;

    @Test
    void leadsFromTheCatalogToADestroyedEnvironment() throws IOException {
        var developer = BROWSERS.signedIn(port, "developer", Look.DESKTOP);
        var approver = BROWSERS.signedIn(port, "approver", Look.DESKTOP);
        new FilesJourney(developer, approver, "crew-live").walk();
    }

    @Test
    void showsHowARunWentOn() {
        var developer = BROWSERS.signedIn(port, "developer", Look.DESKTOP);
        var run =
                developer
                        .request("team-page")
                        .name("crew-steps")
                        .fill("title", "Steps")
                        .reviewAndSend()
                        .awaits("Waiting for approval by Shop");

        run.events().locator("summary").click();

        assertThat(run.events().locator("li"))
                .containsText(new String[] {"Requested", "Planning began", "Planned"});
    }

    @Test
    void tellsOfAMistakeAtItsFieldAndKeepsWhatWasTyped() {
        var developer = BROWSERS.signedIn(port, "developer", Look.DESKTOP);
        var form = developer.request("team-page").name("Not a name").fill("about", "Kept").review();

        assertThat(form.summary()).isVisible();
        assertThat(form.problem("title")).isVisible();
        assertThat(developer.page().locator("#request-name-problem")).not().isEmpty();
        assertThat(form.field("about")).hasValue("Kept");
    }

    @Test
    void givesARejectedRequestBackToBeCorrected() {
        var developer = BROWSERS.signedIn(port, "developer", Look.DESKTOP);
        var approver = BROWSERS.signedIn(port, "approver", Look.DESKTOP);
        var run =
                developer.request("team-page").name("crew-no").fill("title", "No").reviewAndSend();
        run.awaits("Waiting for approval by Shop");

        approver.review("crew-no").comment("Please use the team's real name.").reject();

        run.awaits("Rejected");
        assertThat(developer.page().locator("main"))
                .containsText("Please use the team's real name.");
        assertThat(run.follow("Edit and send again").field("title")).hasValue("No");
    }

    @Test
    void asksForTheNameBeforeItDestroys() {
        var developer = BROWSERS.signedIn(port, "developer", Look.DESKTOP);
        var run =
                developer
                        .request("team-page")
                        .name("crew-typed")
                        .fill("title", "T")
                        .reviewAndSend();
        run.awaits("Waiting for approval by Shop");
        BROWSERS.signedIn(port, "approver", Look.DESKTOP).review("crew-typed").approve();
        run.awaits("Created");

        run.environment().tab("settings").locator("a.btn-danger").click();

        var button = developer.page().locator("main button.btn-danger");
        assertThat(button).isDisabled();
        developer.page().fill("#destroy-name", "crew-type");
        assertThat(button).isDisabled();
        developer.page().fill("#destroy-name", "crew-typed");
        assertThat(button).isEnabled();
    }
}
