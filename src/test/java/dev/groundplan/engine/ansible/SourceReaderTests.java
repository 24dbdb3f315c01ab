package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineKind;
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
import tools.jackson.databind.json.JsonMapper;

class SourceReaderTests {
    @TempDir Path root;

    @Test
    void readsTheArgumentsOfRoles() throws Exception {
        file("site.yml", "- hosts: all\n  roles: [web, {role: db}, somewhere.else.role]\n");
        file(
                "roles/web/meta/argument_specs.yml",
                """
                argument_specs:
                  main:
                    options:
                      port: {type: int, required: true, description: [Where it, listens.]}
                      mode: {choices: [on demand, always], default: wrong}
                      limits:
                        type: dict
                        options: {mem: {type: str, required: true}}
                      users: {type: list, elements: str}
                      password: {no_log: true, default: never shown}
                """);
        file("roles/web/defaults/main.yml", "mode: always\nport: \"{{ 80 + 1 }}\"\npassword: x\n");
        file(
                "roles/db/meta/main.yml",
                "argument_specs: {main: {options: {size: {type: float}}}}\ndependencies: []\n");

        var schema = describe("site.yml").parameters();

        assertThat(schema)
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"type": "object", "properties": {
                                            "port": {"type": "integer", "description": "Where it listens."},
                                            "mode": {"type": "string", "enum": ["on demand", "always"], "default": "always"},
                                            "limits": {"type": "object",
                                                "properties": {"mem": {"type": "string"}}, "required": ["mem"]},
                                            "users": {"type": "array", "items": {"type": "string"}},
                                            "password": {"type": "string", "writeOnly": true},
                                            "size": {"type": "number"}},
                                        "required": ["port"]}
                                        """));
    }

    @Test
    void readsThePromptsOfAPlaybook() throws Exception {
        file(
                "site.yml",
                """
                - hosts: all
                  vars_prompt:
                    - {name: release, prompt: "Which release?", private: false, default: 1.0}
                    - {name: token, prompt: The token}
                """);

        var properties = describe("site.yml").parameters().path("properties");

        assertThat(properties.path("release").path("description").asString())
                .isEqualTo("Which release?");
        assertThat(properties.path("release").path("default").asString()).isEqualTo("1.0");
        assertThat(properties.path("token").path("writeOnly").asBoolean()).isTrue();
        assertThat(describe("site.yml").parameters().path("required")).hasSize(1);
    }

    @Test
    void findsTheOutputsAndWhichOfThemAreSecret() throws Exception {
        file(
                "site.yml",
                """
                - hosts: all
                  roles: [web]
                  tasks:
                    - block:
                        - ansible.builtin.set_stats: {data: {url: "https://{{ name }}"}}
                    - set_stats: {data: {key: abc}}
                      no_log: true
                    - import_role: {name: tail}
                """);
        file(
                "roles/web/meta/argument_specs.yml",
                "argument_specs: {main: {options: {password: {no_log: yes}}}}\n");
        file("roles/web/tasks/main.yml", "- set_stats: {data: {login: \"u:{{ password }}\"}}\n");
        file("roles/tail/tasks/main.yml", "- set_stats: {data: {last: 1}}\n");

        assertThat(describe("site.yml").outputs())
                .containsExactlyInAnyOrder(
                        new DeclaredOutput("url", null, false),
                        new DeclaredOutput("key", null, true),
                        new DeclaredOutput("login", null, true),
                        new DeclaredOutput("last", null, false));
    }

    @Test
    void takesARoleOrAFolderForASource() throws Exception {
        file("web/tasks/main.yml", "- ping:\n");
        file("web/meta/argument_specs.yml", "argument_specs: {main: {options: {a: {}}}}\n");
        file("plays/site.yml", "- hosts: all\n  vars_prompt: [{name: b}]\n");

        assertThat(describe("web").parameters().path("properties").propertyNames())
                .containsExactly("a");
        assertThat(describe("plays").parameters().path("properties").propertyNames())
                .containsExactly("b");
        assertThatThrownBy(() -> describe("nothing"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("is no playbook, no folder with a site.yml, and no role");
        assertThatThrownBy(() -> describe("../other")).hasMessageContaining("outside");
    }

    @Test
    void namesTheLineOfAnErrorAndReadsWhatElseThereIs() throws Exception {
        file("site.yml", "- hosts: all\n  roles: [web\n");
        file("cycle.yml", "- hosts: all\n  vars: &a {b: *a}\n");

        assertThat(describe("site.yml").problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.fatal()).isTrue();
                            assertThat(problem.file()).isEqualTo("site.yml");
                            assertThat(problem.line()).isEqualTo(3);
                        });
        assertThat(describe("cycle.yml").problems()).hasSize(1);
    }

    private SourceDescription describe(String source) throws EngineException {
        var json = JsonMapper.shared();
        var step =
                new StepSpec(
                        "site",
                        new EngineKind("ansible"),
                        source,
                        List.of(),
                        json.createObjectNode(),
                        json.createObjectNode(),
                        Map.of());
        return SourceReader.read(root, Playbook.of(root, step));
    }

    private void file(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
