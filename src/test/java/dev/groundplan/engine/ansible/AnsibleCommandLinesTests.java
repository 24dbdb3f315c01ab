package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.CredentialLease;
import dev.groundplan.engine.CredentialLease.Kind;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/**
 * Exactly these command lines and environments: whatever people enter, nothing of it is in them.
 */
class AnsibleCommandLinesTests {
    private static final String VALUE = "{{ lookup('pipe', 'id') }} secret-Zebra";
    private static final Binary ANSIBLE =
            new Binary(
                    Path.of("/opt/ansible-playbook"),
                    "ansible-core",
                    Version.of("2.14.18"),
                    "sha256:1");

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private CommandLines commands;
    private EngineBench bench;

    @BeforeEach
    void start() throws Exception {
        context =
                AnsibleBench.start(
                        temp.resolve("data"),
                        Map.of(
                                "groundplan.sandbox",
                                "off",
                                "groundplan.ansible.collections",
                                "/srv/collections"));
        commands = context.getBean(CommandLines.class);
        bench = new EngineBench(context.getBean(AnsibleEngine.class), temp.resolve("bench"));
        for (var name : new String[] {"ansible/site.yml", "ansible/leave.yml"}) {
            var file = bench.dir().source().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "[]\n");
        }
        Files.createDirectories(bench.dir().scratch());
        Files.createDirectories(bench.dir().source().resolve("web/tasks"));
        Files.writeString(bench.dir().source().resolve("web/tasks/main.yml"), "[]\n");
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void checksAndApplies() throws Exception {
        assertThat(line(commands.apply(job("ansible/site.yml", Intent.APPLY), ANSIBLE)))
                .isEqualTo(
                        "/opt/ansible-playbook --diff -i RUN/sealed/inventory.yml -e @RUN/sealed/inputs.yml"
                                + " RUN/source/ansible/site.yml");
        assertThat(line(commands.check(job("ansible/site.yml", Intent.APPLY), ANSIBLE)))
                .endsWith("RUN/source/ansible/site.yml --check");
        assertThat(line(commands.list(job("ansible/site.yml", Intent.APPLY), ANSIBLE)))
                .endsWith("RUN/source/ansible/site.yml --list-tasks --list-hosts");
        assertThat(line(commands.check(job("ansible/site.yml", Intent.DESTROY), ANSIBLE)))
                .endsWith("RUN/source/ansible/leave.yml --check");
    }

    @Test
    void checksTheSyntaxWithoutValuesHostsAndNetwork() throws Exception {
        var command = commands.syntax(job("ansible/site.yml", Intent.APPLY), ANSIBLE);

        assertThat(line(command))
                .isEqualTo(
                        "/opt/ansible-playbook --syntax-check -i localhost, RUN/source/ansible/site.yml");
        assertThat(command.network()).isEqualTo(Network.NONE);
    }

    @Test
    void playsARoleOnAllHosts() throws Exception {
        var job = job("web", Intent.APPLY);
        commands.lay(job);

        assertThat(line(commands.apply(job, ANSIBLE))).endsWith(" RUN/scratch/groundplan-role.yml");
        assertThat(bench.dir().scratch().resolve("groundplan-role.yml"))
                .content()
                .contains("name: 'web'", "role: '" + bench.dir().source().toAbsolutePath());
    }

    /** What a template ran before may have put it there. */
    @Test
    void writesNothingThroughALink() throws Exception {
        var outside = Files.writeString(temp.resolve("outside"), "untouched");
        Files.createSymbolicLink(bench.dir().scratch().resolve("ansible.cfg"), outside);

        commands.lay(job("ansible/site.yml", Intent.APPLY));

        assertThat(outside).hasContent("untouched");
        assertThat(bench.dir().scratch().resolve("ansible.cfg"))
                .isRegularFile()
                .isEmptyFile()
                .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
        assertThat(bench.dir().scratch().resolve("groundplan_events.py")).isNotEmptyFile();
    }

    @Test
    void asksTheWholeGroupToStopAndNeverKillsAnApply() throws Exception {
        var job = job("ansible/site.yml", Intent.APPLY);

        assertThat(commands.check(job, ANSIBLE).cancel().target()).isEqualTo(Target.GROUP);
        assertThat(commands.check(job, ANSIBLE).cancel().grace()).isNotNull();
        assertThat(commands.apply(job, ANSIBLE).cancel().grace()).isNull();
        assertThat(commands.check(job, ANSIBLE).access().environmentWritable()).isFalse();
    }

    @Test
    void givesAnEnvironmentOfItsOwn() throws Exception {
        var command = commands.apply(job("ansible/site.yml", Intent.APPLY), ANSIBLE);

        assertThat(command.environment())
                .containsOnlyKeys(
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "LANG",
                        "ANSIBLE_CONFIG",
                        "ANSIBLE_HOME",
                        "ANSIBLE_LOCAL_TEMP",
                        "ANSIBLE_SSH_CONTROL_PATH_DIR",
                        "ANSIBLE_CALLBACK_PLUGINS",
                        "ANSIBLE_STDOUT_CALLBACK",
                        "ANSIBLE_ROLES_PATH",
                        "ANSIBLE_COLLECTIONS_PATH",
                        "ANSIBLE_COLLECTIONS_PATHS",
                        "ANSIBLE_HOST_KEY_CHECKING",
                        "ANSIBLE_SSH_COMMON_ARGS",
                        "ANSIBLE_HOST_PATTERN_MISMATCH",
                        "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED",
                        "ANSIBLE_INVENTORY_ENABLED",
                        "ANSIBLE_PYTHON_INTERPRETER",
                        "ANSIBLE_PIPELINING",
                        "ANSIBLE_FORCE_HANDLERS",
                        "ANSIBLE_RETRY_FILES_ENABLED",
                        "ANSIBLE_DEPRECATION_WARNINGS",
                        "ANSIBLE_NOCOLOR",
                        "ANSIBLE_NOCOWS",
                        "PYTHONDONTWRITEBYTECODE");
        assertThat(command.environment())
                .containsEntry("ANSIBLE_HOST_KEY_CHECKING", "1")
                .containsEntry("ANSIBLE_HOST_PATTERN_MISMATCH", "error");
        assertThat(command.environment().get("ANSIBLE_COLLECTIONS_PATH"))
                .endsWith("/source/ansible/collections:/srv/collections");
        assertThat(command.environment().values()).noneMatch(value -> value.contains("Zebra"));
        assertThat(command.access().readOnly()).containsExactly(Path.of("/srv/collections"));
    }

    @Test
    void trustsOnlyTheHostKeysAndUsesOnlyTheKeyOfItsCredential() throws Exception {
        var plain = job("ansible/site.yml", Intent.APPLY);
        var leases =
                List.of(
                        new CredentialLease(
                                "ssh", Kind.SSH_KEY, "key", "deploy", "web-1 ssh-rsa A"),
                        new CredentialLease("vault", Kind.FILE, "password", "", ""),
                        new CredentialLease("API_TOKEN", Kind.VARIABLE, "token-Zebra", "", ""));
        var job =
                new StepJob(
                        plain.id(),
                        plain.step(),
                        plain.intent(),
                        plain.dir(),
                        new Inputs(plain.inputs().values(), Set.of(), leases),
                        plain.limits(),
                        plain.console());
        ((ObjectNode) job.step().options()).put("known_hosts", "web-2 ssh-rsa B");

        commands.lay(job);
        var environment = commands.apply(job, ANSIBLE).environment();

        assertThat(environment)
                .containsEntry("ANSIBLE_REMOTE_USER", "deploy")
                .containsEntry("API_TOKEN", "token-Zebra");
        assertThat(environment.get("ANSIBLE_PRIVATE_KEY_FILE")).endsWith("/credentials/ssh");
        assertThat(environment.get("ANSIBLE_VAULT_PASSWORD_FILE")).endsWith("/credentials/vault");
        assertThat(environment.get("ANSIBLE_SSH_COMMON_ARGS"))
                .startsWith("-F /dev/null -o UserKnownHostsFile=")
                .contains("StrictHostKeyChecking=yes", "IdentitiesOnly=yes", "IdentityAgent=none");
        assertThat(bench.dir().scratch().resolve("known_hosts"))
                .hasContent("web-1 ssh-rsa A\nweb-2 ssh-rsa B\n");
    }

    private StepJob job(String source, Intent intent) {
        var step = bench.step(source);
        ((ObjectNode) step.options()).put("undo", "ansible/leave.yml");
        var values = EngineBench.values(Map.of("text", VALUE));
        return bench.job(step, intent, values, Set.of("text"), new RecordingConsole());
    }

    private String line(Command command) {
        return String.join(" ", command.argv())
                .replace(bench.dir().run().toAbsolutePath().toString(), "RUN");
    }
}
