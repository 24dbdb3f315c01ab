package dev.groundplan.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import dev.groundplan.run.web.StepsView.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepGraphTests {
    @Test
    void putsEachStepRightOfAllThatItNeeds() {
        var view =
                graph(
                        step("net", ""),
                        step("db", "net"),
                        step("web", "net"),
                        step("dns", "web db"));

        assertThat(view.nodes()).extracting(Node::x).containsExactly(0, 256, 256, 512);
        assertThat(view.nodes()).extracting(Node::y).containsExactly(0, 0, 84, 0);
        assertThat(view.edges()).hasSize(4);
        assertThat(view.width()).isEqualTo(712);
        assertThat(view.height()).isEqualTo(148);
    }

    @Test
    void drawsADestroyInTheOrderInWhichThingsGo() {
        var view = graph(step("web", "net"), step("net", ""));

        assertThat(view.nodes()).extracting(Node::id).containsExactly("web", "net");
        assertThat(view.nodes()).extracting(Node::x).containsExactly(0, 256);
        assertThat(view.edges())
                .singleElement()
                .satisfies(
                        edge -> assertThat(edge.path()).startsWith("M200 32 ").endsWith(" 256 32"));
    }

    @Test
    void ignoresANeedThatIsNoStepOfTheRun() {
        assertThat(graph(step("web", "gone")).edges()).isEmpty();
    }

    private static StepsView graph(RunStep... steps) {
        return StepGraph.of(
                List.of(steps),
                step ->
                        new Node(
                                step.step(),
                                "Tool",
                                0,
                                0,
                                "info",
                                StatusMark.of(Tone.INFO, "Planned"),
                                "part 1",
                                null,
                                null));
    }

    private static RunStep step(String id, String needs) {
        return new RunStep(id, 0, "files", 1, Status.PLANNED, null, needs, null, null);
    }
}
