package dev.groundplan.engine.salt;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Exactly these command lines and environments: whatever people enter, nothing of it is in them.
 */
class SaltCommandLinesTests {
    private static final String VALUE = "{{ salt['cmd.run']('id') }} secret-Zebra";

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private CommandLines commands;
    private EngineBench bench;
    private Binary salt;

    @BeforeEach
    void start() throws Exception {
        context = SaltBench.start(temp.resolve("data"), Map.of("groundplan.sandbox", "off"));
        commands = context.getBean(CommandLines.class);
        bench = new EngineBench(context.getBean(SaltEngine.class), temp.resolve("bench"));
        Files.createDirectories(temp.resolve("python/lib"));
        var python = Files.createDirectories(temp.resolve("python/bin"));
        file("venv/pyvenv.cfg", "home = " + python + "\nversion = 3.11.7\n");
        var program = file("venv/bin/salt-call", "");
        salt = new Binary(program, "Salt", Version.of("3008.4"), "sha256:1");
        for (var name : new String[] {"web/init.sls", "web/leave.sls"}) {
            file(temp.relativize(bench.dir().source().resolve(name)).toString(), "");
        }
        Files.createDirectories(bench.dir().scratch());
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void testsAndApplies() throws Exception {
        assertThat(line(commands.apply(job(Intent.APPLY), salt)))
                .isEqualTo(
                        "salt-call --local --config-dir RUN/scratch --out=json --out-indent=-1"
                                + " --retcode-passthrough groundplan.run web");
        assertThat(line(commands.test(job(Intent.APPLY), salt)))
                .endsWith("groundplan.run web test=True");
        assertThat(line(commands.test(job(Intent.DESTROY), salt)))
                .endsWith("groundplan.run leave test=True");
    }

    @Test
    void checksTheSourcesWithoutNetwork() throws Exception {
        var command = commands.syntax(job(Intent.APPLY), salt);

        assertThat(line(command)).endsWith("groundplan.check web");
        assertThat(command.network()).isEqualTo(Network.NONE);
        assertThat(command.access().environmentWritable()).isFalse();
    }

    @Test
    void configuresASaltThatAsksNobodyAndKeepsItsFilesTogether() throws Exception {
        commands.lay(job(Intent.APPLY));

        var minion =
                JsonMapper.shared()
                        .readTree(
                                Files.readString(bench.dir().scratch().resolve("minion"))
                                        .replace(run(), "RUN")
                                        .replace(temp(), "TEMP"));
        assertThat(minion)
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"id": "localhost", "file_client": "local", "master_type": "disable",
                                         "default_include": "none/*.conf", "root_dir": "TEMP/salt",
                                         "cachedir": "TEMP/salt/cache", "extension_modules": "TEMP/salt/modules",
                                         "pki_dir": "TEMP/salt/pki", "sock_dir": "TEMP/salt/run",
                                         "log_file": "/dev/null", "log_level": "quiet", "log_level_logfile": "quiet",
                                         "enable_gpu_grains": false, "enable_fqdns_grains": false,
                                         "cache_jobs": false, "state_events": false,
                                         "file_roots": {"base": ["RUN/source/web", "RUN/source"]},
                                         "pillar_roots": {"base": []},
                                         "ext_pillar": [{"groundplan": "RUN/sealed/inputs.json"}],
                                         "module_dirs": ["RUN/scratch"], "states_dirs": ["RUN/scratch"],
                                         "pillar_dirs": ["RUN/scratch"]}
                                        """));
        assertThat(minion.toString()).doesNotContain("Zebra");
    }

    /** What a template ran before may have put it there. */
    @Test
    void writesNothingThroughALink() throws Exception {
        var outside = Files.writeString(temp.resolve("outside"), "untouched");
        Files.createSymbolicLink(bench.dir().scratch().resolve("minion"), outside);

        commands.lay(job(Intent.APPLY));

        assertThat(outside).hasContent("untouched");
        assertThat(bench.dir().scratch().resolve("minion"))
                .isRegularFile()
                .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
        assertThat(bench.dir().scratch().resolve("groundplan.py")).isNotEmptyFile();
    }

    @Test
    void asksTheWholeGroupToStopAndNeverKillsAnApply() throws Exception {
        var job = job(Intent.APPLY);

        assertThat(commands.test(job, salt).cancel().target()).isEqualTo(Target.GROUP);
        assertThat(commands.test(job, salt).cancel().grace()).isNotNull();
        assertThat(commands.apply(job, salt).cancel().target()).isEqualTo(Target.GROUP);
        assertThat(commands.apply(job, salt).cancel().grace()).isNull();
        assertThat(commands.test(job, salt).access().environmentWritable()).isFalse();
        assertThat(commands.apply(job, salt).access().environmentWritable()).isTrue();
    }

    @Test
    void givesAnEnvironmentOfItsOwn() throws Exception {
        var command = commands.apply(job(Intent.APPLY), salt);

        assertThat(command.environment())
                .containsOnlyKeys(
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "LANG",
                        "PYTHONDONTWRITEBYTECODE",
                        "PYTHONNOUSERSITE",
                        "PYTHONWARNINGS");
        assertThat(command.environment().values()).noneMatch(value -> value.contains("Zebra"));
    }

    @Test
    void showsASandboxTheVirtualEnvironmentAndItsPython() throws Exception {
        assertThat(commands.apply(job(Intent.APPLY), salt).access().readOnly())
                .containsExactly(
                        temp.resolve("venv").toRealPath(), temp.resolve("python").toRealPath());
    }

    @Test
    void showsASandboxNothingElseOfTheWorker() throws Exception {
        assertThat(Installation.folders(Path.of("/usr/bin/env"))).isEmpty();
        assertThat(Installation.folders(file("home/bin/salt-call", ""))).isEmpty();
        assertThat(Installation.folders(temp.resolve("elsewhere/bin/salt-call"))).isEmpty();
    }

    @Test
    void showsASandboxThePackageThatBringsItsOwnPython() throws Exception {
        file("opt/salt/bin/python3", "");
        var program = file("opt/salt/salt-call", "");

        assertThat(Installation.folders(program))
                .containsExactly(temp.resolve("opt/salt").toRealPath());
    }

    @Test
    void configuresTheWorkerItselfOnlyWhereAnAdminAllowsIt() throws Exception {
        var settings = Map.of("groundplan.sandbox", "off", "groundplan.salt.local", "false");
        try (var closed = SaltBench.start(temp.resolve("closed"), settings)) {
            assertThatThrownBy(() -> closed.getBean(CommandLines.class).requireLocal())
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("groundplan.salt.local=true");
        }
    }

    private StepJob job(Intent intent) {
        var step = bench.step("web");
        ((ObjectNode) step.options()).put("undo", "web/leave.sls");
        var values = EngineBench.values(Map.of("text", VALUE));
        return bench.job(step, intent, values, Set.of("text"), new RecordingConsole());
    }

    private Path file(String name, String content) throws Exception {
        var file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private String line(Command command) {
        return String.join(" ", command.argv())
                .replace(salt.path().toString(), "salt-call")
                .replace(run(), "RUN");
    }

    private String run() {
        return bench.dir().run().toAbsolutePath().toString();
    }

    private String temp() {
        return context.getBean(dev.groundplan.engine.process.ProcessRunner.class)
                .paths(bench.dir())
                .temp()
                .replace(run(), "RUN");
    }
}
