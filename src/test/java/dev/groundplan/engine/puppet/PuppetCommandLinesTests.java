package dev.groundplan.engine.puppet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
class PuppetCommandLinesTests {
    private static final String VALUE = "%{lookup('x')} ${facts} secret-Zebra";
    private static final Binary PUPPET =
            new Binary(Path.of("/opt/puppet"), "Puppet", Version.of("7.23.0"), "sha256:1");
    private static final String SETTINGS =
            " --confdir TEMP/puppet-confdir --codedir TEMP/puppet-codedir --vardir TEMP/puppet-vardir"
                    + " --publicdir TEMP/puppet-publicdir --rundir TEMP/puppet-rundir --logdir TEMP/puppet-logdir"
                    + " --color false";
    private static final String APPLY =
            "/opt/puppet apply"
                    + SETTINGS
                    + " --hiera_config RUN/scratch/hiera.yaml --modulepath RUN/source/MODULES --certname localhost"
                    + " --reports none ";

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private CommandLines commands;
    private EngineBench bench;

    @BeforeEach
    void start() throws Exception {
        context = PuppetBench.start(temp.resolve("data"), Map.of("groundplan.sandbox", "off"));
        commands = context.getBean(CommandLines.class);
        bench = new EngineBench(context.getBean(PuppetEngine.class), temp.resolve("bench"));
        source("puppet/site.pp", "");
        source("puppet/leave.pp", "");
        source("puppet/modules/web/manifests/init.pp", "class web {}\n");
        source("acme-page/manifests/init.pp", "class page {}\n");
        source("acme-page/metadata.json", "{\"name\": \"acme-page\"}\n");
        Files.createDirectories(bench.dir().scratch());
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void compilesChecksAndApplies() throws Exception {
        var job = job("puppet", Intent.APPLY);
        var apply = APPLY.replace("MODULES", "puppet/modules");

        assertThat(line(commands.first(job, PUPPET)))
                .isEqualTo(apply + "--noop RUN/source/puppet/site.pp");
        assertThat(line(commands.check(job, PUPPET)))
                .isEqualTo(apply + "--noop --catalog RUN/sealed/catalog.json");
        assertThat(line(commands.apply(job, PUPPET)))
                .isEqualTo(apply + "--catalog RUN/sealed/catalog.json");
        assertThat(line(commands.first(job("puppet", Intent.DESTROY), PUPPET)))
                .endsWith("--noop RUN/source/puppet/leave.pp");
    }

    @Test
    void checksTheSyntaxOfAllManifestsWithoutValuesAndNetwork() throws Exception {
        var command = commands.syntax(job("puppet", Intent.APPLY), PUPPET);

        assertThat(line(command))
                .isEqualTo(
                        "/opt/puppet parser validate"
                                + SETTINGS
                                + " --render-as json RUN/source/puppet/site.pp"
                                + " RUN/source/puppet/modules/web/manifests/init.pp"
                                + " RUN/source/puppet/leave.pp");
        assertThat(command.network()).isEqualTo(Network.NONE);
        assertThat(command.environment()).containsOnlyKeys("PATH", "HOME", "TMPDIR", "LANG");
    }

    @Test
    void includesTheClassOfAModule() throws Exception {
        var job = job("puppet/modules/web", Intent.APPLY);
        commands.lay(job);

        assertThat(line(commands.first(job, PUPPET)))
                .isEqualTo(
                        APPLY.replace("MODULES", "puppet/modules")
                                + "--noop RUN/scratch/groundplan-site.pp");
        assertThat(bench.dir().scratch().resolve("groundplan-site.pp")).hasContent("include web");
    }

    @Test
    void putsAModuleWhereItsNameIsFound() throws Exception {
        var job = job("acme-page", Intent.APPLY);
        commands.lay(job);
        commands.lay(job);

        assertThat(line(commands.first(job, PUPPET))).contains("--modulepath RUN/scratch/modules ");
        assertThat(bench.dir().scratch().resolve("modules/page/manifests/init.pp"))
                .hasContent("class page {}");
    }

    /** What a template ran before may have put it there. */
    @Test
    void writesNothingThroughALink() throws Exception {
        var outside = Files.writeString(temp.resolve("outside"), "untouched");
        var folder = Files.createDirectory(temp.resolve("folder"));
        Files.createSymbolicLink(bench.dir().scratch().resolve("hiera.yaml"), outside);
        Files.createSymbolicLink(bench.dir().scratch().resolve("modules"), folder);

        assertThatThrownBy(() -> commands.lay(job("acme-page", Intent.APPLY)))
                .isInstanceOf(IOException.class);
        commands.lay(job("puppet", Intent.APPLY));

        assertThat(outside).hasContent("untouched");
        assertThat(folder).isEmptyDirectory();
        assertThat(bench.dir().scratch().resolve("hiera.yaml"))
                .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse())
                .content()
                .contains("/sealed'");
        assertThat(bench.dir().scratch().resolve("groundplan_events.rb")).isNotEmptyFile();
    }

    @Test
    void asksPuppetAloneToStopAndNeverKillsAnApply() throws Exception {
        var job = job("puppet", Intent.APPLY);

        assertThat(commands.check(job, PUPPET).cancel().target()).isEqualTo(Target.LEADER);
        assertThat(commands.check(job, PUPPET).cancel().grace()).isNotNull();
        assertThat(commands.apply(job, PUPPET).cancel().grace()).isNull();
        assertThat(commands.first(job, PUPPET).access().environmentWritable()).isFalse();
        assertThat(commands.check(job, PUPPET).access().environmentWritable()).isFalse();
    }

    @Test
    void givesPuppetAnEnvironmentOfItsOwn() throws Exception {
        var environment = commands.apply(job("puppet", Intent.APPLY), PUPPET).environment();

        assertThat(environment)
                .containsOnlyKeys("PATH", "HOME", "TMPDIR", "LANG", "RUBYLIB", "RUBYOPT")
                .containsEntry("RUBYOPT", "-rgroundplan_events");
        assertThat(environment.get("RUBYLIB")).endsWith("/scratch");
        assertThat(environment.values()).noneMatch(value -> value.contains("Zebra"));
    }

    @Test
    void configuresTheWorkerOnlyWhereAnAdminAllowsIt() throws Exception {
        try (var strict =
                PuppetBench.start(
                        temp.resolve("strict"),
                        Map.of("groundplan.sandbox", "off", "groundplan.puppet.local", "false"))) {
            assertThatThrownBy(() -> strict.getBean(CommandLines.class).refuseWhereNotAllowed())
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("groundplan.puppet.local=true");
        }
    }

    private void source(String name, String content) throws IOException {
        var file = bench.dir().source().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private StepJob job(String source, Intent intent) {
        var step = bench.step(source);
        ((ObjectNode) step.options()).put("undo", "puppet/leave.pp");
        var values = EngineBench.values(Map.of("text", VALUE));
        return bench.job(step, intent, values, Set.of("text"), new RecordingConsole());
    }

    private String line(Command command) {
        return String.join(" ", command.argv())
                .replace(bench.dir().run().toAbsolutePath().toString(), "RUN")
                .replace(command.environment().get("TMPDIR"), "TEMP");
    }
}
