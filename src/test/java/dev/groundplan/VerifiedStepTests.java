package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.RunStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Steps whose template says {@code verify: true}, and how a run's page shows its steps. */
@AttackPortal
class VerifiedStepTests {
    @Autowired AttackDesk desk;

    @BeforeEach
    void hasTheTool() {
        desk.needsTerraform();
    }

    @Test
    void areSaidToBeAsTheyShouldOrWhatStillDiffers() {
        var run = desk.applied("proven");

        assertThat(run.status()).as("what it finds ends no run").isEqualTo(RunStatus.APPLIED);
        var steps = desk.as("developer").get("/runs/" + run.id()).html().select("#run-steps li");
        assertThat(steps.get(0).text())
                .contains("page", "Verified", "Applied", "A second plan changes nothing.");
        assertThat(steps.get(1).text())
                .contains("clock", "Still differs", "Applied")
                .contains("A second plan would still change terraform_data.clock");
    }

    @Test
    void haveNoEmptyCardWhereTheTemplateAsksForNothing() {
        var form = desk.as("developer").get("/environments/new?template=proven").html();

        assertThat(form.select("h2").eachText()).contains("Reason").doesNotContain("Parameters");
    }

    @Test
    void areShownAsAPictureBeforeAnythingRuns() {
        var run = desk.planned("proven");

        var page = desk.as("developer").get("/runs/" + run.id()).html();

        assertThat(page.select(".gp-graph-node .gp-graph-name").eachText())
                .containsExactly("page", "clock");
        assertThat(page.select(".gp-graph-edge")).hasSize(1);
        assertThat(page.select("#run-steps li").eachText())
                .allMatch(text -> text.contains("part 1") && text.contains("Planned"));
    }
}
