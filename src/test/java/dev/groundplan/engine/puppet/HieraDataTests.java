package dev.groundplan.engine.puppet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.tool.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HieraDataTests {
    @Test
    void givesEachClassItsValues() throws Exception {
        var data =
                data(
                        """
                        class a(String $name, Integer $size = 1) {}
                        class b::c(String $name) {}
                        """,
                        "{\"name\": \"x\", \"other\": true}");

        assertThat(data)
                .isEqualTo(
                        Json.MAPPER.readTree(
                                """
                                {"name": "x", "other": true, "a::name": "x", "b::c::name": "x",
                                 "lookup_options": {}}
                                """));
    }

    @Test
    void leavesNothingToInterpolate() throws Exception {
        var data =
                data("class a(Any $x) {}", "{\"x\": {\"%{a}\": [\"100%{'\", \"%\", \"%%{b}\"]}}");

        assertThat(data.path("a::x").toString())
                .isEqualTo(
                        "{\"%{literal('%')}{a}\":[\"100%{literal('%')}{'\",\"%\",\"%%{literal('%')}{b}\"]}");
    }

    @Test
    void makesSecretsSensitiveWhereAClassTakesThem() throws Exception {
        var data =
                data(
                        "class a(Sensitive[String] $key, Optional[Sensitive[String]] $none, String $plain) {}",
                        "{\"key\": \"k\", \"plain\": \"p\"}");

        assertThat(data.path("lookup_options").toString())
                .isEqualTo(
                        "{\"plain\":{\"convert_to\":\"Sensitive\"},\"a::key\":{\"convert_to\":\"Sensitive\"}}");
        assertThat(data.path("a::none").isNull()).isTrue();
    }

    @Test
    void sendsAFloatWhereAFormSendsAWholeNumber() throws Exception {
        var data =
                data(
                        """
                        class a(Float $f, Numeric $n, Integer $i, Hash[String, Float] $h,
                          Array[Struct[{x => Float}]] $s) {}
                        """,
                        "{\"f\": 2, \"n\": 2, \"i\": 2, \"h\": {\"k\": 3}, \"s\": [{\"x\": 4}]}");

        assertThat(data.path("a::f").toString()).isEqualTo("2.0");
        assertThat(data.path("a::n").toString()).isEqualTo("2");
        assertThat(data.path("a::i").toString()).isEqualTo("2");
        assertThat(data.path("a::h").toString()).isEqualTo("{\"k\":3.0}");
        assertThat(data.path("a::s").toString()).isEqualTo("[{\"x\":4.0}]");
    }

    @Test
    void keepsItsOwnOptionsWhateverAnInputIsCalled() throws Exception {
        var data = data("class a {}", "{\"lookup_options\": {\"a::x\": {\"merge\": \"deep\"}}}");

        assertThat(data.path("lookup_options").isEmpty()).isTrue();
    }

    private static JsonNode data(String manifest, String values) throws Exception {
        var inputs = new Inputs((ObjectNode) Json.MAPPER.readTree(values), Set.of("plain"));
        return Json.MAPPER.readTree(
                HieraData.bytes(ManifestReader.read(manifest).classes(), inputs));
    }
}
