package dev.groundplan.engine.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModuleReaderTests {
    @TempDir Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    string                  | {"type":"string"}
                    number                  | {"type":"number"}
                    bool                    | {"type":"boolean"}
                    any                     | {}
                    list(string)            | {"type":"array","items":{"type":"string"}}
                    list                    | {"type":"array","items":{}}
                    set(number)             | {"type":"array","items":{"type":"number"},"uniqueItems":true}
                    map(bool)               | {"type":"object","additionalProperties":{"type":"boolean"}}
                    tuple([string, any])    | {"type":"array","prefixItems":[{"type":"string"},{}],"items":false,"minItems":2,"maxItems":2}
                    tuple([])               | {"type":"array","items":false,"minItems":0,"maxItems":0}
                    object({})              | {"type":"object","properties":{},"additionalProperties":false}
                    object({a=string})      | {"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}
                    object({a=optional(bool)})      | {"type":"object","properties":{"a":{"type":"boolean"}},"additionalProperties":false}
                    object({a=optional(number, 3)}) | {"type":"object","properties":{"a":{"type":"number","default":3}},"additionalProperties":false}
                    object({a=optional(string, 3)}) | {"type":"object","properties":{"a":{"type":"string","default":"3"}},"additionalProperties":false}
                    map(list(set(any)))     | {"type":"object","additionalProperties":{"type":"array","items":{"type":"array","items":{},"uniqueItems":true}}}
                    """)
    void mapsTypes(String type, String schema) throws Exception {
        var x = module().x("variable \"x\" {\n  type = " + type + "\n}");
        assertThat(x.remove("title").asString()).isEqualTo("X");
        assertThat(x).isEqualTo(json(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    string          | "a"               | "a"
                    string          | 5                 | "5"
                    string          | 1e3               | "1000"
                    string          | true              | "true"
                    number          | "5"               | 5
                    number          | 3.0               | 3
                    number          | 0.5               | 0.5
                    bool            | "true"            | true
                    set(string)     | ["a", "a", "b"]   | ["a","b"]
                    list(string)    | [1, true]         | ["1","true"]
                    map(number)     | { a = "1" }       | {"a":1}
                    any             | [1, "a", null]    | [1,"a",null]
                    object({ a = string, b = optional(number) }) | { a = 1, b = null, c = 2 } | {"a":"1"}
                    """)
    void convertsDefaultsAsTerraformDoes(String type, String written, String expected)
            throws Exception {
        var x =
                module().x(
                                "variable \"x\" {\n  type = "
                                        + type
                                        + "\n  default = "
                                        + written
                                        + "\n}");
        assertThat(x.get("default")).isEqualTo(json(expected));
        assertThat(module().read().parameters().get("required")).isEmpty();
        assertThat(module().read().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    number       | "five"
                    bool         | 2
                    list(string) | "a"
                    list(string) | ["a", null]
                    object({ a = string }) | {}
                    tuple([string]) | []
                    string       | upper("a")
                    string       | "${1}${2}"
                    """)
    void leavesADefaultToTerraformThatAFormCannotShow(String type, String written)
            throws Exception {
        var x =
                module().x(
                                "variable \"x\" {\n  type = "
                                        + type
                                        + "\n  default = "
                                        + written
                                        + "\n}");
        assertThat(x.has("default")).isFalse();
        assertThat(module().read().parameters().get("required")).isEmpty();
        assertThat(module().read().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.fatal()).isFalse())
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(3));
    }

    @Test
    void requiresWhatHasNoDefault() throws Exception {
        module().with(
                        "a.tf",
                        "variable \"a\" {}\nvariable \"b\" { default = null }\nvariable \"c\" { default = 1 }");
        assertThat(module().read().parameters().get("required")).isEqualTo(json("[\"a\"]"));
        assertThat(module().read().parameters().get("properties").get("b").has("default"))
                .isFalse();
    }

    @Test
    void keepsTheDefaultOfASecretToItself() throws Exception {
        var text =
                "variable \"x\" {\n  type = string\n  sensitive = true\n  default = \"hunter2\"\n}";
        assertThat(module().x(text))
                .isEqualTo(json("{\"title\":\"X\",\"type\":\"string\",\"writeOnly\":true}"));
        assertThat(module().read().toString()).doesNotContain("hunter2");
        assertThat(module().read().parameters().get("required")).isEmpty();
        assertThat(module().x(text.replace("sensitive", "ephemeral")).get("writeOnly").asBoolean())
                .isTrue();
    }

    @Test
    void keepsTheOrderOfFilesAndVariables() throws Exception {
        module().with("b.tf", "variable \"third\" {}");
        module().with("a.tf", "variable \"second\" {}\nvariable \"first\" {}");
        assertThat(module().read().parameters().get("properties").propertyNames())
                .containsExactly("second", "first", "third");
    }

    @Test
    void namesAndDescribesParameters() throws Exception {
        module().with(
                        "a.tf",
                        "variable \"db_password-2\" { description = \"For the \\\"app\\\".\" }");
        assertThat(module().read().parameters().get("properties").get("db_password-2"))
                .isEqualTo(
                        json(
                                "{\"title\":\"Db password 2\",\"description\":\"For the \\\"app\\\".\"}"));
    }

    @Test
    void readsOutputs() throws Exception {
        module().with(
                        "a.tf",
                        "output \"a\" { value = 1 }\noutput \"b\" {\n  description = \"B\"\n  sensitive = true\n}");
        assertThat(module().read().outputs())
                .containsExactly(
                        new DeclaredOutput("a", null, false), new DeclaredOutput("b", "B", true));
    }

    @Test
    void readsTheSampleModule() throws Exception {
        for (var file : new String[] {"variables", "main"}) {
            module().with(file + ".tf", corpus("sample-" + file + ".tf"));
        }
        module().with("modules/host/main.tf", corpus("sample-host.tf"));
        var description = module().read();
        assertThat(description.problems()).isEmpty();
        assertThat(description.outputs())
                .extracting(DeclaredOutput::name)
                .containsExactly("inventory", "db_dsn", "count");
        assertThat(description.parameters())
                .isEqualTo(json(Files.readString(Path.of("src/test/resources/hcl/sample.json"))));
    }

    @Test
    void readsJsonModulesLikeOthers() throws Exception {
        var plain = module().with("main.tf", JsonAndNative.NATIVE).read();
        Files.delete(root.resolve("terraform/main.tf"));
        var json = module().with("main.tf.json", JsonAndNative.JSON).read();
        assertThat(json.parameters()).isEqualTo(plain.parameters());
        assertThat(json.outputs()).isEqualTo(plain.outputs());
        assertThat(json.problems()).isEqualTo(plain.problems()).isEmpty();
    }

    @Test
    void overlooksWhatTerraformOverlooks() throws Exception {
        module().with("main.tf", "variable \"a\" {}")
                .with(".hidden.tf", "{")
                .with("old.tf~", "{")
                .with("#x.tf#", "{");
        module().with("tests/a.tf", "{").with("README.md", "{").with(".terraform.lock.hcl", "{");
        assertThat(module().read().problems()).isEmpty();
    }

    @Test
    void saysWhereItIsEmpty() throws Exception {
        module().with("README.md", "");
        assertThat(module().read().problems())
                .containsExactly(Problem.error("terraform", 0, "The folder holds no *.tf file."));
    }

    private ModuleFixture module() {
        return new ModuleFixture(root);
    }

    private static String corpus(String name) throws Exception {
        return Files.readString(Path.of("src/test/resources/hcl/corpus").resolve(name));
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(text);
    }
}
