package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The templates that Terraform works for, each with what it is there to show. */
@PortalForBrowsers
class TerraformJourneyBrowserTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();
    private static final String SECRET = "hunter2-Canary";

    @LocalServerPort int port;
    private Visitor developer;
    private Visitor approver;

    @BeforeEach
    void signIn() {
        Tools.needTerraform();
        developer = BROWSERS.signedIn(port, "developer", Look.DESKTOP);
        approver = BROWSERS.signedIn(port, "approver", Look.DESKTOP);
    }

    @Test
    void showsOneChangeOfFiveHundredAsOneRow() {
        var form =
                developer.request("service-catalog-site").name("site").fill("site_title", "Ours");
        var run = form.fill("generate", "500").reviewAndSend().awaits("Waiting for approval");
        assertThat(run.plan()).containsText("100 of 50");
        approver.review("site").approve();
        run.awaits("Created");
        assertThat(run.environment().tab("outputs")).containsText("Open the site");

        developer.page().goBack();
        var second = environment("site").change().fill("retired", "service-042").reviewAndSend();
        second.awaits("Waiting for approval");

        assertThat(second.change("service-042")).hasCount(1);
        assertThat(second.plan().locator(".gp-plan-summary")).containsText("1 ");
        assertThat(second.facts()).containsText("service-042");
        approver.review("site").approve();
        second.awaits("Changed");
        assertThat(approver.environment(environment("site").url()).tab("state"))
                .containsText("Recorded state");
    }

    @Test
    void asksForTheNameBeforeADatabaseIsReplacedAndHidesItsPassword() {
        var form =
                developer.request("practice-database").name("practice-db").fill("name", "orders");
        var run = form.fill("password", SECRET).reviewAndSend().awaits("Waiting for approval");
        approver.review("practice-db").approve();
        run.awaits("Created");
        assertThat(run.logLines().filter(new Locator.FilterOptions().setHasText("•••")).first())
                .isAttached();
        assertThat(developer.page().locator("html")).not().containsText(SECRET);

        var second = environment("practice-db").change();
        assertThat(second.field("password")).hasValue("");
        var change =
                second.choose("engine", "MySQL 9").reviewAndSend().awaits("Waiting for approval");

        var review = approver.review("practice-db");
        assertThat(review.change("terraform_data.server")).hasClass(Pattern.compile("act-replace"));
        assertThat(review.approveButton()).isDisabled();
        review.typeName("practice-db").approve();
        change.awaits("Changed");
        assertThat(developer.page().locator("html")).not().containsText(SECRET);
    }

    @Test
    void stopsARehearsalHalfWayAndGoesOn() {
        var form = developer.request("rolling-restart").name("rehearsal").fill("service", "orders");
        var run = form.fill("seconds", "3").reviewAndSend().awaits("Waiting for approval");
        approver.review("rehearsal").approve();
        run.awaits("Applying");
        assertThat(developer.page().locator("#run-progress"))
                .containsText(
                        Pattern.compile("[2-6] of \\d+"),
                        new ContainsTextOptions().setTimeout(90_000));

        run.cancel().awaits("Stopped: part-way");

        assertThat(run.status()).containsText(Pattern.compile("part-way, \\d+ of \\d+ made"));
        var rest = run.follow("Continue from here").reviewAndSend().awaits("Waiting for approval");
        approver.review("rehearsal").typeName("rehearsal").approve();
        rest.awaits("Changed");
    }

    @Test
    void leadsBackToTheFieldThatTheToolRefused() {
        var form = developer.request("firewall-rules").name("rules").fill("zone", "office");
        if (form.entries("rules").count() == 0) {
            form.add("rules");
        }
        form.fill("rules/0/name", "web")
                .fill("rules/0/source", "everywhere")
                .fill("rules/0/port", "443");
        var run = form.reviewAndSend().awaits("Failed: nothing changed");

        var again = run.follow("Correct the values");

        assertThat(again.problem("rules")).containsText("Every rule needs a network");
        assertThat(again.field("rules/0/source")).hasValue("everywhere");
        again.fill("rules/0/source", "10.0.0.0/8").reviewAndSend().awaits("Waiting for approval");
    }

    private EnvironmentPage environment(String name) {
        developer.open("/environments?q=" + name);
        developer
                .page()
                .locator("a.gp-main-link")
                .getByText(name, new Locator.GetByTextOptions().setExact(true))
                .click();
        return new EnvironmentPage(developer);
    }
}
