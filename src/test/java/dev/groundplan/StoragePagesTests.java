package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Removals;
import dev.groundplan.run.Removals.What;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of what is stored, and what other pages say of what is not stored any more. */
@AttackPortal
class StoragePagesTests {
    private static final String[] VALUES = {"lines/$present", "list", "lines/0", "first"};

    @Autowired AttackDesk desk;
    @Autowired Removals removals;

    @Test
    void saysWithWhichKeysAndForHowLong() {
        desk.applied("mirror", VALUES);

        var page = desk.as("admin").get("/storage").html();

        assertThat(page.select("table[aria-label='Master keys'] tbody tr").text())
                .startsWith("key1 Encrypts")
                .contains("artifacts");
        assertThat(page.select("table[aria-label='Kept for']").text())
                .contains("Logs of ended runs for ever");
    }

    @Test
    void checksEverythingWhenAnAdminAsks() {
        var admin = desk.as("admin");

        assertThat(admin.post("/storage/checks", Map.of()).location()).isEqualTo("/storage");

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !check(admin).contains("under way"));
        assertThat(check(admin)).contains("template versions").contains("applies");
    }

    private static String check(Browser admin) {
        return admin.get("/storage").html().select("section[aria-labelledby='check-title']").text();
    }

    @Test
    void saysThatALogWasRemovedInsteadOfShowingNothing() {
        var run = desk.applied("mirror", VALUES);
        removals.mark(run.id(), What.LOG, Duration.ofDays(90));
        removals.mark(run.id(), What.PLAN, Duration.ofDays(1));
        var developer = desk.as("developer");

        var page = developer.get("/runs/" + run.id()).html();

        var sentence = "The log was removed after 90 days.";
        assertThat(page.select("#run-log").text()).contains(sentence);
        assertThat(page.select("#run-plan .gp-note").text())
                .contains("was removed after 1 day. Its counts, its digest and who decided");
        assertThat(developer.get("/runs/" + run.id() + "/log/raw").body())
                .isEqualTo(sentence + "\n");
    }
}
