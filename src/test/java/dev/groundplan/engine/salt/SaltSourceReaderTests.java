package dev.groundplan.engine.salt;

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

class SaltSourceReaderTests {
    @TempDir Path root;

    @Test
    void readsTheParametersBesideTheStates() throws Exception {
        file("web/init.sls", "");
        file(
                "web/parameters.schema.json",
                """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["port"], "properties": {
                    "port": {"type": "integer", "minimum": 1024},
                    "password": {"type": "string", "writeOnly": true}}}
                """);

        assertThat(describe("web").parameters())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"type": "object", "required": ["port"], "properties": {
                                            "port": {"type": "integer", "minimum": 1024},
                                            "password": {"type": "string", "writeOnly": true}}}
                                        """));
        assertThat(describe("web").problems()).isEmpty();
    }

    @Test
    void leavesTheParametersToTheManifestWhereThereIsNoSchema() throws Exception {
        file("web/init.sls", "");

        assertThat(describe("web").parameters().path("properties").isEmpty()).isTrue();
        assertThat(describe("web").problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"properties": {,}}                    | 1 | not valid JSON
                    [1]                                    | 1 | must be an object
                    {"type": "array", "properties": {}}    | 0 | must be object
                    {"type": "object"}                     | 0 | no properties
                    {"properties": {"port": 80}}           | 0 | schema of port
                    {"properties": {"a": {"$ref": "#/x"}}} | 0 | Write the schema out
                    """)
    void refusesASchemaThatIsBroken(String schema, int line, String why) throws Exception {
        file("web/init.sls", "");
        file("web/parameters.schema.json", schema);

        var description = describe("web");

        assertThat(description.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.fatal()).isTrue();
                            assertThat(problem.file()).isEqualTo("web/parameters.schema.json");
                            assertThat(problem.line()).isEqualTo(line);
                            assertThat(problem.message()).contains(why);
                        });
        assertThat(description.parameters().path("properties").isEmpty()).isTrue();
    }

    @Test
    void findsTheOutputsOfTheStatesAndOfThoseTheyInclude() throws Exception {
        file(
                "web/parameters.schema.json",
                "{\"properties\": {\"key\": {\"writeOnly\": true, \"type\": \"string\"}}}");
        file(
                "web/init.sls",
                """
                include:
                  - .tls
                  - other
                tell:
                  groundplan.output:
                    - page: {{ pillar['folder'] | json }}
                    - require:
                      - file: page
                    {% if pillar['open'] %}
                    - url:
                        https://{{ pillar['key'] }}/
                    {% endif %}
                page:
                  file.managed:
                    - mode: '0600'
                """);
        file("web/tls.sls", "certificate:\n  groundplan.secret:\n  - private: x\n  - name: told\n");
        file("web/other.sls", "include: [web.tls]\na:\n  groundplan.output:\n    - more: 1\n");

        assertThat(describe("web").outputs())
                .containsExactlyInAnyOrder(
                        new DeclaredOutput("page", null, false),
                        new DeclaredOutput("url", null, true),
                        new DeclaredOutput("private", null, true),
                        new DeclaredOutput("more", null, false));
    }

    @Test
    void warnsOfAValueThatWouldBreakTheYaml() throws Exception {
        file(
                "web/init.sls",
                """
                page:
                  file.managed:
                    - contents: {{ pillar['text'] }}
                    - name: {{ pillar.place | json }}
                    - user: {{ salt['pillar.get']('user', 'www') }}
                """);

        assertThat(describe("web").problems())
                .extracting(Problem::line, Problem::fatal)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, false),
                        org.assertj.core.groups.Tuple.tuple(5, false));
        assertThat(describe("web").problems().get(0).message())
                .endsWith("Write {{ pillar['text'] | json }}.");
    }

    @Test
    void appliesAFolderByItsNameAndAFileByItsOwn() throws Exception {
        file("salt/web/init.sls", "");
        file("salt/web/leave.sls", "");
        file("init.sls", "");
        file("twice/init.sls", "");
        file("twice/twice.sls", "");

        assertThat(Sls.of(root, step("salt/web")))
                .isEqualTo(new Sls("web", List.of("salt/web", "salt")));
        assertThat(Sls.of(root, step("salt/web/init.sls")))
                .isEqualTo(new Sls("web", List.of("salt/web", "salt")));
        assertThat(Sls.of(root, step("salt/web/leave.sls")))
                .isEqualTo(new Sls("leave", List.of("salt/web")));
        assertThat(Sls.of(root, step("."))).isEqualTo(new Sls("init", List.of("")));
        assertThat(Sls.of(root, step("twice"))).isEqualTo(new Sls("init", List.of("twice")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../out.sls", "nowhere", "salt", "page.txt", "a=b.sls", "a.b.sls", "-x.sls"})
    void refusesWhatIsNoSls(String source) throws Exception {
        file("salt/web.sls", "");
        file("page.txt", "");
        file("a=b.sls", "");
        file("a.b.sls", "");
        file("-x.sls", "");

        assertThatThrownBy(() -> Sls.of(root, step(source))).isInstanceOf(EngineException.class);
    }

    @Test
    void makesUpValuesToTryAnSlsWith() throws Exception {
        var schema =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"properties": {
                                    "port": {"type": "integer", "minimum": 1024}, "size": {"default": 3},
                                    "mode": {"enum": ["fast", "safe"]}, "colour": {"oneOf": [{"const": "blue"}]},
                                    "name": {"type": "string", "minLength": 3}, "on": {"type": "boolean"},
                                    "all": {"type": "array", "items": {"type": "object",
                                        "properties": {"a": {"type": "string"}}}},
                                    "given": {"type": "string"}}}
                                """);
        var given = JsonMapper.shared().createObjectNode().put("given", "so");

        var values = Samples.of((tools.jackson.databind.node.ObjectNode) schema, given);

        assertThat(values)
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"given": "so", "port": 1024, "size": 3, "mode": "fast", "colour": "blue",
                                         "name": "xxx", "on": true, "all": [{"a": "x"}]}
                                        """));
    }

    private SourceDescription describe(String source) throws EngineException {
        return SourceReader.read(root, Sls.of(root, step(source)));
    }

    private static StepSpec step(String source) {
        var nothing = JsonMapper.shared().createObjectNode();
        return new StepSpec(
                "step", new EngineKind("salt"), source, List.of(), nothing, nothing, Map.of());
    }

    private void file(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
