package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the pages of an environment offer to whom. */
@AttackPortal
class EnvironmentPagesTests {
    private static final String[] VALUES = {"lines/$present", "list", "lines/0", "first"};

    @Autowired AttackDesk desk;

    @Test
    void offersAnApproverTheReviewOfWhatWaits() {
        var run = desk.planned("mirror", VALUES);

        var link = "#environment-header a[href='/runs/" + run.id() + "']";
        assertThat(desk.as("approver").get(page(run)).html().select(link).text())
                .isEqualTo("Review run 1");
        assertThat(desk.as("developer").get(page(run)).html().select(link)).isEmpty();
    }

    @Test
    void saysInTheFormWhichRunIsUnderWayAndOffersItsValues() {
        var run = desk.applied("mirror", VALUES);
        var second = change(run, "second");

        var form = desk.as("developer").get(page(run) + "/change").html();

        var note =
                form.selectFirst(
                        "#request-form .gp-note:has(a[href='/runs/%s'])".formatted(second.id()));
        assertThat(note).isNotNull();
        assertThat(note.text()).contains("Run 2 is under way here: waiting for approval by Shop");
        var start = note.select("a").last().attr("href");
        assertThat(start).isEqualTo(page(run) + "/change?revision=2");
        assertThat(desk.as("developer").get(start).html().select("[id='values/lines/0']").val())
                .isEqualTo("second");
    }

    @Test
    void letsOwnersAloneDownloadARecordedState() {
        var run = desk.applied("mirror", VALUES);
        var tab = page(run) + "?tab=state";
        var owner = desk.as("owner");

        assertThat(desk.as("approver").get(tab).html().select("#environment-state form")).isEmpty();
        var form = owner.get(tab).html().selectFirst("#environment-state form");
        assertThat(form).isNotNull();
        var file = owner.post(form.attr("action"), Map.of());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("content-disposition")).startsWith("attachment");
    }

    @Test
    void asksNobodyToDestroyWhoMayNot() {
        var run = desk.applied("mirror", VALUES);

        assertThat(desk.as("developer").get(page(run) + "/destruction").status()).isEqualTo(200);
        assertThat(desk.as("approver").get(page(run) + "/destruction").status()).isEqualTo(403);
    }

    @Test
    void showsWhatAnOutputWasBefore() {
        var run = desk.planned("mirror", VALUES);

        var outputs =
                desk.as("developer")
                        .get("/runs/" + run.id())
                        .html()
                        .select("section:has(#plan-outputs) tbody tr");

        assertThat(outputs).hasSize(1);
        assertThat(outputs.select("th").text()).startsWith("+");
    }

    private Run change(Run run, String line) {
        var developer = desk.as("developer");
        var form = AttackDesk.form("mirror", "shop", "lines/$present", "list", "lines/0", line);
        var review = developer.post(page(run) + "/change", form);
        var sent = developer.post(review.location(), Map.of("step", "send"));
        assertThat(sent.location()).as(sent.body()).startsWith("/runs/");
        return desk.await(desk.latest(run), RunStatus.AWAITING_APPROVAL);
    }

    private static String page(Run run) {
        return "/environments/" + run.environmentId();
    }
}
