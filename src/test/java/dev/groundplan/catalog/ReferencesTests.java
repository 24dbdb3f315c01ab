package dev.groundplan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReferencesTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectNode CONTEXT =
            (ObjectNode)
                    json(
                            """
            {"parameters": {"n": 3, "on": true, "list": [1, {"a": "b"}], "text": "${{ environment.name }}", "none": null},
             "environment": {"name": "shop", "tier": "dev"},
             "steps": {"net": {"outputs": {"id": "n-1", "zones": ["a", "b"]}}}}
            """);

    @Test
    void keepsTheTypeOfAWholeReference() {
        assertThat(
                        resolve(
                                "{'a': '${{ parameters.n }}', 'b': ['${{parameters.on}}', '${{ parameters.list }}']}"))
                .isEqualTo("{'a':3,'b':[true,[1,{'a':'b'}]]}");
        assertThat(resolve("'${{ steps.net.outputs.zones.1 }}'")).isEqualTo("'b'");
        assertThat(resolve("'${{ parameters.none }}'")).isEqualTo("null");
    }

    @Test
    void writesValuesIntoText() {
        assertThat(
                        resolve(
                                "'http://${{ environment.name }}/${{ parameters.n }}?l=${{ parameters.list.1 }}'"))
                .isEqualTo("'http://shop/3?l={\\'a\\':\\'b\\'}'");
    }

    @Test
    void neverLooksAtAValueAgain() {
        assertThat(resolve("'${{ parameters.text }}'")).isEqualTo("'${{ environment.name }}'");
        assertThat(resolve("'say ${{ parameters.text }}'"))
                .isEqualTo("'say ${{ environment.name }}'");
        assertThat(
                        References.resolveText(
                                "${{ parameters.t }}!",
                                (ObjectNode) json("{'parameters': {'t': '$1 \\\\ ${x}'}}")))
                .isEqualTo("$1 \\ ${x}!");
    }

    @Test
    void leavesOutAParameterWithoutAValue() {
        assertThat(
                        resolve(
                                "{'a': '${{ parameters.gone }}', 'b': 'x${{ parameters.gone }}y', 'c': ['${{ parameters.gone }}']}"))
                .isEqualTo("{'b':'xy','c':[]}");
    }

    @Test
    void refusesAnOutputWithoutAValue() {
        assertThatExceptionOfType(UnresolvedReferenceException.class)
                .isThrownBy(() -> resolve("'${{ steps.net.outputs.address }}'"))
                .withMessage("${{ steps.net.outputs.address }} has no value.");
    }

    @Test
    void findsReferencesAndWhatOnlyLooksLikeThem() {
        var tree =
                json(
                        "{'a': ['${{ parameters.x }} ${{ steps.s.outputs.o }}'], 'b': '${{ x', 'c': '${{ 1 + 1 }}', 'd': '${x}'}");

        assertThat(References.in(tree))
                .extracting(Reference::toString)
                .containsExactly("${{ parameters.x }}", "${{ steps.s.outputs.o }}");
        assertThat(References.malformed(tree)).containsExactly("${{ x", "${{ 1 + 1 }}");
    }

    @Test
    void takesLongTextsInItsStride() {
        var text = JSON.getNodeFactory().stringNode("${{ ".repeat(50_000) + "a".repeat(200_000));

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    assertThat(References.in(text)).isEmpty();
                    assertThat(References.resolve(text, CONTEXT)).isEqualTo(text);
                });
    }

    private static String resolve(String tree) {
        return References.resolve(json(tree), CONTEXT).toString().replace('"', '\'');
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
