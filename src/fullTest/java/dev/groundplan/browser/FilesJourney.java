package dev.groundplan.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;

/** The whole way of a team page, which needs nothing installed. Works with scripts and without. */
final class FilesJourney {
    private final Visitor developer;
    private final Visitor approver;
    private final String name;

    FilesJourney(Visitor developer, Visitor approver, String name) {
        this.developer = developer;
        this.approver = approver;
        this.name = name;
    }

    void walk() throws IOException {
        var environment = create();
        look(environment);
        change(environment);
        checkForDrift(environment);
        destroy(environment);
    }

    private EnvironmentPage create() {
        var form = developer.request("team-page").name(name).reason("A page of our own.");
        form.fill("title", "Checkout crew");
        members(form);
        var run = form.reviewAndSend().awaits("Waiting for approval by Shop");
        assertThat(run.changes()).hasCount(2);
        assertThat(run.logLines())
                .containsText(new String[] {"CREATE index.html", "CREATE style.css"});
        assertThat(run.decision()).containsText("Shop");
        assertThat(run.approveButton()).hasCount(0);

        var review = approver.review(name);
        assertThat(review.facts()).containsText("A page of our own.");
        assertThat(review.opened("index.html")).containsText("Checkout crew");
        review.comment("Looks right.").approve().awaits("Created");

        run.awaits("Created");
        assertThat(run.result()).containsText("All 2 changes were made.");
        assertThat(run.logLines().last()).isVisible();
        return run.environment();
    }

    /** Three are added, the middle one is taken away again. */
    private static void members(RequestPage form) {
        form.add("members").fill("members/0/name", "Ada");
        form.add("members").fill("members/1/name", "Nobody");
        form.add("members").fill("members/2/name", "Grace");
        form.remove("members/1");
        assertThat(form.entries("members")).hasCount(2);
        assertThat(form.field("members/1/name")).hasValue("Grace");
    }

    private void look(EnvironmentPage environment) {
        assertThat(environment.header()).containsText("Ready");
        assertThat(environment.tab("resources")).containsText("index.html");
        assertThat(environment.tab("outputs")).containsText("Open the page");
        assertThat(environment.tab("runs")).containsText("Created");
        var files = environment.tab("files");
        assertThat(files).containsText("style.css");
        seeWithItsStyle(files.page());
        assertThat(approver.environment(environment.url()).tab("state")).isVisible();
    }

    /** What was made is shown as it was made, though kept apart from the portal. */
    private static void seeWithItsStyle(Page environment) {
        var site = environment.context().newPage();
        site.navigate(environment.url().replaceAll("[?#].*", "") + "/files/index.html");
        assertThat(site.locator("h1")).isVisible();
        assertThat(site.locator("body")).not().hasCSS("font-family", "\"Times New Roman\"");
        site.close();
    }

    private void change(EnvironmentPage environment) {
        var form = environment.change().fill("title", "Payment crew").reason("New name.").review();
        assertThat(form.whatChanges()).containsText("Checkout crew");
        assertThat(form.whatChanges()).containsText("Payment crew");
        var run = form.send().awaits("Waiting for approval by Shop");

        var review = approver.review(name);
        assertThat(review.changes()).hasCount(1);
        assertThat(review.opened("index.html")).containsText("Payment crew");
        assertThat(review.facts()).containsText("Checkout crew");
        review.approve();

        run.awaits("Changed");
    }

    private void checkForDrift(EnvironmentPage environment) throws IOException {
        developer.open(environment.url());
        environment.checkForDrift().awaits("In sync");

        var file = environment.folder().resolve("style.css");
        Files.writeString(file, Files.readString(file) + "/* by hand */\n");

        var run = environment.checkForDrift().awaits("Drift found");
        assertThat(run.plan()).containsText("style.css");
        assertThat(developer.environment(environment.url()).header()).containsText("Drift");
    }

    private void destroy(EnvironmentPage environment) {
        var run =
                environment
                        .destroy(name, "No longer needed.")
                        .awaits("Waiting for approval by Shop");
        approver.review(name).typeName(name).approve();
        run.awaits("Destroyed");
        assertThat(developer.environment(environment.url()).header()).containsText("Destroyed");
    }
}
