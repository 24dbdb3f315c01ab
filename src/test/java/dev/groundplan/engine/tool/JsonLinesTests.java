package dev.groundplan.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonLinesTests {
    private final List<JsonNode> events = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final JsonLines lines = new JsonLines("{\"@level\"", events::add, texts::add);

    @Test
    void joinsTheEventsThatArriveInPieces() {
        lines.line("{\"@level\":\"info\",\"a\":\"x}");
        lines.line("y{\",\"b\":{\"c\":1}");
        lines.line("}");
        lines.line("{\"@level\":\"info\"}");

        assertThat(events).hasSize(2);
        assertThat(events.get(0).path("a").asString()).isEqualTo("x}y{");
        assertThat(texts).isEmpty();
    }

    @Test
    void leavesTextAsItIs() {
        lines.line("panic: runtime error");
        lines.line("");

        assertThat(texts).containsExactly("panic: runtime error", "");
    }

    @Test
    void givesUpAnEventThatNeverEnds() {
        lines.line("{\"@level\":\"info\",\"a\":");
        lines.line("{\"@level\":\"warn\"}");
        lines.line("{not json");
        lines.giveUp();

        assertThat(events).hasSize(1);
        assertThat(texts).containsExactly("{\"@level\":\"info\",\"a\":", "{not json");
    }
}
