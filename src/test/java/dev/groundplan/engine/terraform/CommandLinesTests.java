package dev.groundplan.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Exactly these command lines and environments: whatever people enter, nothing of it is in them.
 */
class CommandLinesTests {
    private static final String VALUE = "-destroy $(id) secret-Zebra";
    private static final Binary TERRAFORM =
            new Binary(Path.of("/opt/terraform"), "Terraform", Version.of("1.11.4"), "sha256:1");
    private static final Binary TOFU =
            new Binary(Path.of("/opt/tofu"), "OpenTofu", Version.of("1.10.1"), "sha256:2");

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private CommandLines commands;
    private EngineBench bench;
    private WarmCopy warm;

    @BeforeEach
    void start() {
        context =
                TerraformBench.start(
                        temp.resolve("data"),
                        Map.of(
                                "groundplan.sandbox",
                                "off",
                                "groundplan.terraform.mirror",
                                "/srv/mirror"));
        commands = context.getBean(CommandLines.class);
        bench = new EngineBench(context.getBean(TerraformEngine.class), temp.resolve("bench"));
        warm = new WarmCopy(Path.of("/cache/data"), List.of(Path.of("/cache/data")));
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void plans() {
        assertThat(line(commands.plan(job(Intent.APPLY), TERRAFORM, warm)))
                .isEqualTo(
                        "/opt/terraform plan -json -input=false -lock=false -state=RUN/state"
                                + " -out=RUN/sealed/plan.tfplan -var-file=RUN/sealed/inputs.tfvars.json");
        assertThat(line(commands.plan(job(Intent.DESTROY), TERRAFORM, warm)))
                .isEqualTo(
                        "/opt/terraform plan -json -input=false -lock=false -state=RUN/state"
                                + " -out=RUN/sealed/plan.tfplan -destroy -var-file=RUN/sealed/inputs.tfvars.json");
        assertThat(line(commands.plan(job(Intent.REFRESH), TERRAFORM, warm)))
                .contains(" -refresh-only ")
                .endsWith(" -var-file=RUN/sealed/inputs.tfvars.json");
    }

    @Test
    void applies() {
        assertThat(line(commands.apply(job(Intent.APPLY), TERRAFORM, warm, false)))
                .isEqualTo(
                        "/opt/terraform apply -json -input=false -lock=false -state=RUN/state -backup=-"
                                + " RUN/sealed/plan.tfplan");
        assertThat(line(commands.apply(job(Intent.APPLY), TERRAFORM, warm, true)))
                .endsWith(
                        " -backup=- -var-file=RUN/sealed/ephemeral.tfvars.json RUN/sealed/plan.tfplan");
    }

    @Test
    void preparesChecksAndShows() {
        var data = Path.of("/cache/data");
        var plugins = Path.of("/cache/plugins");
        assertThat(line(commands.init(job(Intent.APPLY), TERRAFORM, data, plugins, true)))
                .isEqualTo(
                        "/opt/terraform init -input=false -no-color -backend=false -lockfile=readonly -json");
        assertThat(line(commands.init(job(Intent.APPLY), TOFU, data, plugins, false)))
                .isEqualTo("/opt/tofu init -input=false -no-color -backend=false");
        assertThat(line(commands.validate(job(Intent.APPLY), TERRAFORM, warm)))
                .isEqualTo("/opt/terraform validate -json");
        assertThat(line(commands.show(job(Intent.APPLY), TERRAFORM, warm)))
                .isEqualTo("/opt/terraform show -json RUN/sealed/plan.tfplan");
    }

    @Test
    void handsOverExactlyThisEnvironment() {
        var expected =
                Map.of(
                        "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "HOME", "ROOT/home",
                        "TMPDIR", "ROOT/home/tmp",
                        "LANG", "C.UTF-8",
                        "TF_IN_AUTOMATION", "1",
                        "TF_INPUT", "0",
                        "CHECKPOINT_DISABLE", "1",
                        "TF_DATA_DIR", "/cache/data",
                        "TF_CLI_CONFIG_FILE", "RUN/scratch/terraform.tfrc");
        for (var command : everyCommand()) {
            assertThat(
                            command.environment().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    entry -> constant(entry.getValue()))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void holdsNoValueAnywhere() {
        for (var command : everyCommand()) {
            assertThat(command.toString()).doesNotContain("Zebra").doesNotContain("$(id)");
        }
    }

    @Test
    void letsOnlyAnApplyWriteAndNeverKillsItByItself() {
        var apply = commands.apply(job(Intent.APPLY), TERRAFORM, warm, false);
        assertThat(apply.cancel().target()).isEqualTo(Target.LEADER);
        assertThat(apply.cancel().grace()).isNull();
        assertThat(everyCommand())
                .filteredOn(command -> command.access().environmentWritable())
                .containsExactly(apply);
    }

    @Test
    void fetchesProvidersOnlyFromTheMirror() {
        assertThat(commands.cliConfiguration())
                .isEqualTo(
                        """
                        provider_installation {
                          filesystem_mirror {
                            path = "/srv/mirror"
                          }
                        }
                        """);
        var init =
                commands.init(
                        job(Intent.APPLY),
                        TERRAFORM,
                        Path.of("/cache/data"),
                        Path.of("/cache/plugins"),
                        false);
        assertThat(init.network()).isEqualTo(Network.NONE);
        assertThat(init.access().writable())
                .containsExactly(Path.of("/cache/data"), Path.of("/cache/plugins"));
        assertThat(init.access().readOnly()).containsExactly(Path.of("/srv/mirror"));
    }

    private List<Command> everyCommand() {
        var job = job(Intent.APPLY);
        return List.of(
                commands.init(
                        job, TERRAFORM, Path.of("/cache/data"), Path.of("/cache/plugins"), false),
                commands.validate(job, TERRAFORM, warm),
                commands.plan(job, TERRAFORM, warm),
                commands.show(job, TERRAFORM, warm),
                commands.apply(job, TERRAFORM, warm, false));
    }

    private StepJob job(Intent intent) {
        var values = EngineBench.values(Map.of("text", VALUE));
        return bench.job(
                bench.step("terraform"), intent, values, Set.of("text"), new RecordingConsole());
    }

    private String line(Command command) {
        assertThat(command.directory()).isEqualTo("source/terraform");
        return constant(String.join(" ", command.argv()));
    }

    private String constant(String text) {
        return text.replace(bench.dir().run().toString(), "RUN")
                .replace(bench.dir().root().toString(), "ROOT");
    }
}
