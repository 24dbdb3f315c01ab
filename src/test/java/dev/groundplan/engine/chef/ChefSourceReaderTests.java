package dev.groundplan.engine.chef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChefSourceReaderTests {
    @TempDir Path root;

    @Test
    void readsTheSchemaBesideACookbook() throws Exception {
        cookbook("chef/web");
        file(
                "chef/web/parameters.schema.json",
                """
                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                 "properties": {
                   "port": {"type": "integer", "default": 8080},
                   "password": {"type": "string", "writeOnly": true, "default": "never shown"}},
                 "required": ["password"]}
                """);

        var schema = describe("chef/web").parameters();

        assertThat(schema)
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"properties": {
                                           "port": {"type": "integer", "default": 8080},
                                           "password": {"type": "string", "writeOnly": true}},
                                         "required": ["password"], "type": "object"}
                                        """));
        assertThat(describe("chef/web").problems()).isEmpty();
    }

    @Test
    void readsTheOutputsAndWhichOfThemAreSecret() throws Exception {
        cookbook("chef/web");
        file(
                "chef/outputs.schema.json",
                """
                {"properties": {"url": {"description": "Where it is."}, "key": {"writeOnly": true}}}
                """);

        assertThat(describe("chef/web").outputs())
                .containsExactly(
                        new DeclaredOutput("url", "Where it is.", false),
                        new DeclaredOutput("key", null, true));
    }

    @Test
    void declaresNothingWithoutASchema() throws Exception {
        cookbook("chef/web");

        assertThat(describe("chef").parameters().path("properties")).isEmpty();
        assertThat(describe("chef").problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"properties": {\\n  "a": }   | 2 | This is not valid JSON
                    [1, 2]                       | 0 | The schema must be one of type object.
                    {"type": "array"}            | 0 | The schema must be one of type object.
                    {"properties": ["a"]}        | 0 | "properties" must be an object.
                    {"properties": {"a": true}}  | 0 | The schema of a is no object.
                    {"required": "a"}            | 0 | "required" must be a list of names.
                    """)
    void saysWhatIsWrongWithASchema(String content, int line, String message) throws Exception {
        cookbook("chef/web");
        file("chef/web/parameters.schema.json", content.replace("\\n", "\n"));

        var description = describe("chef/web");

        assertThat(description.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.file()).isEqualTo("chef/web/parameters.schema.json");
                            assertThat(problem.line()).isEqualTo(line);
                            assertThat(problem.message()).startsWith(message);
                            assertThat(problem.fatal()).isTrue();
                        });
        assertThat(description.parameters().path("properties")).isEmpty();
    }

    @Test
    void readsNoSchemaWithoutEnd() throws Exception {
        cookbook("chef/web");
        file("chef/web/parameters.schema.json", "{\"a\": ".repeat(5000));
        file("chef/web/outputs.schema.json", " ".repeat((1 << 20) + 1));

        assertThat(describe("chef/web").problems()).hasSize(2);
    }

    @Test
    void takesACookbookOrAFolderOfThemForASource() throws Exception {
        cookbook("one/web");
        cookbook("repo/cookbooks/web");
        cookbook("several/web");
        cookbook("several/db");

        assertThat(Cookbooks.of(root, step("one/web")))
                .isEqualTo(new Cookbooks("one/web", "one", "web", List.of("web::default")));
        assertThat(Cookbooks.of(root, step("one")).recipes()).containsExactly("web::default");
        assertThat(Cookbooks.of(root, step("repo")).folder()).isEqualTo("repo/cookbooks");
        assertThat(Cookbooks.of(root, step("repo")).path("/source"))
                .isEqualTo("/source/repo/cookbooks");
        assertThatThrownBy(() -> describe("several"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("options.run_list must say which recipes run");
        assertThatThrownBy(() -> describe("nothing"))
                .hasMessageContaining("is no cookbook (with a metadata.rb)");
        assertThatThrownBy(() -> describe("../other")).hasMessageContaining("outside");
    }

    @Test
    void refusesACookbookWithoutAFolderOfItsOwn() throws Exception {
        cookbook(".");

        assertThatThrownBy(() -> describe("."))
                .hasMessageContaining("needs a folder of its own name");
    }

    @Test
    void namesARecipeThatIsNotThere() throws Exception {
        cookbook("chef/web");
        var step = step("chef/web");
        step.options().put("undo", "web::leave").putArray("run_list").add("recipe[db::main]");

        assertThat(SourceReader.read(root, step).problems())
                .extracting(Problem::message)
                .containsExactly("There is no recipe db::main.", "There is no recipe web::leave.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role[web]",
                "recipe[web",
                "web]",
                "../web",
                "web::a::b",
                "-o",
                "web web",
                ""
            })
    void refusesWhatIsNoRecipe(String entry) throws Exception {
        cookbook("chef/web");
        var step = step("chef/web");
        step.options().putArray("run_list").add(entry);

        assertThatThrownBy(() -> SourceReader.read(root, step))
                .isInstanceOf(EngineException.class)
                .hasMessageEndingWith("is no recipe: write cookbook or cookbook::recipe.");
    }

    private SourceDescription describe(String source) throws EngineException {
        return SourceReader.read(root, step(source));
    }

    private static StepSpec step(String source) {
        ObjectNode nothing = JsonMapper.shared().createObjectNode();
        return new StepSpec(
                "site",
                new EngineKind("chef"),
                source,
                List.of(),
                nothing.deepCopy(),
                nothing,
                Map.of());
    }

    private void cookbook(String folder) throws IOException {
        file(folder + "/metadata.rb", "name 'web'\n");
        file(folder + "/recipes/default.rb", "");
    }

    private void file(String name, String content) throws IOException {
        var file = root.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
