package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineContractTests;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** In the sandbox, where it works, on the worker itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnsibleEngineContractTests extends EngineContractTests {
    private static final String SPECIFICATION =
            """
            argument_specs:
              main:
                options:
                  text: {type: str, required: true, description: A text.}
                  secret: {type: str, required: true, no_log: true}
                  folder: {type: str}
            """;

    private ConfigurableApplicationContext context;

    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "auto");
    }

    @BeforeAll
    void start(@TempDir Path data) {
        context = AnsibleBench.start(data, settings());
        assumeThat(engine().availability().missing()).as("Ansible is installed").isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Override
    protected Engine engine() {
        return context.getBean(AnsibleEngine.class);
    }

    @Override
    protected StepSpec source() throws IOException {
        return play(
                """
                - name: Write the page
                  ansible.builtin.copy:
                    dest: "{{ place }}/page.txt"
                    content: "{{ text }} / {{ secret }}"
                    mode: "0600"
                - name: Tell
                  ansible.builtin.set_stats:
                    data: {text: "{{ text }}", secret: "{{ secret }}"}
                """);
    }

    @Override
    protected Optional<StepSpec> failing() throws IOException {
        return Optional.of(
                play(first() + "- name: Fail on purpose\n  ansible.builtin.command: /bin/false\n"));
    }

    @Override
    protected Optional<StepSpec> slow() throws IOException {
        return Optional.of(
                play(
                        first()
                                + """
                                - name: Say it
                                  ansible.builtin.debug:
                                    msg: working
                                - name: Take long
                                  ansible.builtin.command: sleep 60
                                """));
    }

    @Override
    protected Optional<StepSpec> broken() throws IOException {
        bench.file("ansible/site.yml", "- hosts: all\n  tasks: [{no.such.module: 1}]\n");
        return Optional.of(step());
    }

    @Override
    protected Optional<StepSpec> picky() throws IOException {
        return Optional.of(
                play(
                        """
                        - name: Look at the text
                          ansible.builtin.assert:
                            that: text | length >= 3
                            fail_msg: "text: At least three letters."
                        """));
    }

    private static String first() {
        return """
               - name: Write something first
                 ansible.builtin.copy:
                   dest: "{{ place }}/first.txt"
                   content: "{{ text }}"
               """;
    }

    /** A role with these tasks, and a playbook that takes back what it makes. */
    private StepSpec play(String tasks) throws IOException {
        bench.file("ansible/roles/page/meta/argument_specs.yml", SPECIFICATION);
        bench.file("ansible/roles/page/tasks/main.yml", tasks);
        bench.file(
                "ansible/site.yml",
                """
                - name: Set up the page
                  hosts: all
                  gather_facts: false
                  roles: [page]
                """);
        bench.file(
                "ansible/leave.yml",
                """
                - name: Take the page away
                  hosts: all
                  gather_facts: false
                  tasks:
                    - name: Remove the page
                      ansible.builtin.file:
                        path: "{{ place }}/page.txt"
                        state: absent
                """);
        return step();
    }

    /** The environment's folder, where the child sees it, is a variable of the host. */
    private StepSpec step() {
        var plain = bench.step("ansible/site.yml");
        var options = (ObjectNode) plain.options();
        var host = options.putObject("inventory").putObject("web-1");
        host.put("ansible_connection", "local");
        host.put("place", place());
        options.put("undo", "ansible/leave.yml");
        return new StepSpec(
                plain.id(),
                plain.engine(),
                plain.source(),
                plain.needs(),
                JsonMapper.shared().createObjectNode(),
                options,
                Map.of("ansible-core", ">= 2.14"));
    }

    private String place() {
        return context.getBean(dev.groundplan.engine.process.ProcessRunner.class)
                .paths(bench.dir())
                .environment();
    }
}
