package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.CredentialLease;
import dev.groundplan.engine.CredentialLease.Kind;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.testing.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** Another host, over a real sshd, in the sandbox where it works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnsibleSshTests {
    private final RecordingConsole console = new RecordingConsole();
    private ConfigurableApplicationContext context;
    private SshServer server;
    private EngineBench bench;
    private Path target;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path ssh) throws Exception {
        var settings =
                Map.of("groundplan.ansible.local", "false", "groundplan.ansible.network", "egress");
        context = AnsibleBench.start(data, settings);
        var engine = context.getBean(AnsibleEngine.class);
        assumeThat(engine.availability().missing()).as("Ansible is installed").isNull();
        server = SshServer.start(ssh.resolve("server"));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        context.close();
    }

    @BeforeEach
    void layOut(@TempDir Path folder, @TempDir Path host) throws IOException {
        bench = new EngineBench(context.getBean(AnsibleEngine.class), folder);
        target = host;
        bench.file(
                "ansible/site.yml",
                """
                - name: Set up the page
                  hosts: all
                  gather_facts: false
                  tasks:
                    - name: Page
                      ansible.builtin.copy: {dest: "{{ place }}/page.txt", content: "{{ text }}"}
                """);
    }

    @Test
    void plansAndAppliesOnAnotherHost() throws Exception {
        var job = job(server.knownHost());

        var plan = bench.plan(job);
        assertThat(plan.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.target()).isEqualTo("web-1"))
                .satisfies(change -> assertThat(change.action()).isEqualTo(ChangeAction.CREATE));
        assertThat(target.resolve("page.txt")).doesNotExist();

        var result = bench.apply(job(server.knownHost()), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(target.resolve("page.txt")).hasContent("hello");
        assertThat(server.log()).contains("Accepted publickey");
        assertThat(console.text()).doesNotContain("PRIVATE KEY");
        assertThat(bench.plan(job(server.knownHost())).changesNothing()).isTrue();
    }

    @Test
    void takesHostKeysFromAnEarlierStep() throws Exception {
        var job = job("");
        ((ObjectNode) job.step().options()).put("known_hosts", server.knownHost());

        assertThat(bench.plan(job).changes()).hasSize(1);
    }

    @Test
    void refusesAHostWhoseKeyIsNotKnown() {
        assertThatThrownBy(() -> bench.plan(job("")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("web-1 can't be reached")
                .hasMessageContaining("you have requested strict checking");
    }

    @Test
    void refusesAHostThatHasAnotherKey(@TempDir Path other) throws Exception {
        SshServer.keygen(other.resolve("key"), "ed25519", "");
        var parts = Files.readString(other.resolve("key.pub")).split(" ");
        var wrong = "[127.0.0.1]:" + server.port() + " " + parts[0] + " " + parts[1];

        assertThatThrownBy(() -> bench.plan(job(wrong)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("web-1 can't be reached");
    }

    private StepJob job(String knownHosts) throws IOException {
        var inputs = EngineBench.values(Map.of("text", "hello"));
        var job = bench.job(step(), Intent.APPLY, inputs, Set.of(), console);
        var key = new CredentialLease("ssh", Kind.SSH_KEY, server.key(), user(), knownHosts);
        return new StepJob(
                job.id(),
                job.step(),
                job.intent(),
                job.dir(),
                new Inputs(job.inputs().values(), Set.of(), List.of(key)),
                job.limits(),
                job.console());
    }

    private StepSpec step() {
        var step = bench.step("ansible/site.yml");
        ((ObjectNode) step.options())
                .putObject("inventory")
                .putObject("web-1")
                .put("ansible_host", "127.0.0.1")
                .put("ansible_port", server.port())
                .put("place", target.toString());
        return step;
    }

    private static String user() {
        return System.getProperty("user.name");
    }
}
