package dev.groundplan.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.tool.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TreesTests {
    @Test
    void findsTheMarksAtAnyDepth() {
        assertThat(
                        Trees.pointersOfMarks(
                                json(
                                        "{'a': {'b/c': true, 'd': false}, 'e~': [false, {'f': true}], 'g': {}}")))
                .containsExactly("/a/b~1c", "/e~0/1/f");
        assertThat(Trees.pointersOfMarks(json("true"))).containsExactly("");
        assertThat(Trees.pointersOfMarks(json("false"))).isEmpty();
    }

    @Test
    void readsThePathsOfAState() {
        var path =
                json(
                        "[{'type': 'get_attr', 'value': 'a/b'}, {'type': 'index', 'value': {'value': 0, 'type': 'number'}},"
                                + " {'type': 'index', 'value': {'value': 'k', 'type': 'string'}}]");

        assertThat(Trees.pointerOfSteps(path)).isEqualTo("/a~1b/0/k");
    }

    @Test
    void masksOnePlace() {
        assertThat(Trees.masked(json("{'a': [1, {'b': 'x', 'c': 2}]}"), "/a/1/b"))
                .isEqualTo(json("{'a': [1, {'b': {'$masked': true}, 'c': 2}]}"));
        assertThat(Trees.masked(json("'x'"), "")).isEqualTo(json("{'$masked': true}"));
        assertThat(Trees.masked(json("{'a': 1}"), "/b/c")).isEqualTo(json("{'a': 1}"));
    }

    @Test
    void masksTooMuchRatherThanTooLittle() {
        assertThat(Trees.masked(json("{'a': {'wrapped': {'b': 'x'}}}"), "/a/b"))
                .isEqualTo(json("{'a': {'$masked': true}}"));
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
