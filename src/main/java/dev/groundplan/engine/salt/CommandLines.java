package dev.groundplan.engine.salt;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.Access;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Every command line, configuration and environment that Salt gets. No value of a person is in
 * them: the values travel in a file.
 */
@Component("saltCommandLines")
class CommandLines {
    static final String INPUTS = "inputs.json";
    static final String CONFIGURATION = "minion";
    static final String MODULE = "groundplan.py";

    /** The whole group: a command that a state runs goes on when only Salt is asked to stop. */
    private static final CancelPolicy PATIENT =
            new CancelPolicy(Target.GROUP, Duration.ofSeconds(30));

    private static final CancelPolicy NEVER_KILLED = new CancelPolicy(Target.GROUP, null);
    private static final Limits SHORT = new Limits(Duration.ofMinutes(5), null);

    private final ProcessRunner runner;
    private final Tools tools;
    private final SaltProperties properties;

    CommandLines(ProcessRunner runner, Tools tools, SaltProperties properties) {
        this.runner = runner;
        this.tools = tools;
        this.properties = properties;
    }

    /**
     * @throws EngineException when nobody has allowed states to configure the worker itself
     */
    void requireLocal() throws EngineException {
        if (!properties.local()) {
            throw new EngineException(
                    "States would configure the worker itself, which is not allowed here. An admin can allow it with groundplan.salt.local=true.");
        }
    }

    /** The SLS that a job is about. */
    Sls sls(StepJob job) throws EngineException {
        var root = job.dir().source();
        if (job.intent() != Intent.DESTROY) {
            return Sls.of(root, job.step());
        }
        return Sls.undo(root, job.step())
                .orElseThrow(() -> new EngineException("This step names no SLS that undoes it."));
    }

    Command test(StepJob job, Binary binary) throws EngineException {
        var argv = argv(job, binary, "groundplan.run");
        argv.add("test=True");
        return command(job, argv, PATIENT, job.limits(), properties.network(), look(binary));
    }

    Command apply(StepJob job, Binary binary) throws EngineException {
        var access = Access.CHANGE.reading(folders(binary));
        return command(
                job,
                argv(job, binary, "groundplan.run"),
                NEVER_KILLED,
                job.limits(),
                properties.network(),
                access);
    }

    Command syntax(StepJob job, Binary binary) throws EngineException {
        var argv = argv(job, binary, "groundplan.check");
        return command(job, argv, PATIENT, SHORT, Network.NONE, look(binary));
    }

    private List<String> argv(StepJob job, Binary binary, String function) throws EngineException {
        return new ArrayList<>(
                List.of(
                        binary.path().toString(),
                        "--local",
                        "--config-dir",
                        runner.paths(job.dir()).scratch(),
                        "--out=json",
                        "--out-indent=-1",
                        "--retcode-passthrough",
                        function,
                        sls(job).name()));
    }

    private Command command(
            StepJob job,
            List<String> argv,
            CancelPolicy cancel,
            Limits limits,
            Network network,
            Access access) {
        return new Command(argv, "source", environment(job), network, cancel, limits, access);
    }

    private Access look(Binary binary) throws EngineException {
        return Access.LOOK.reading(folders(binary));
    }

    private static List<Path> folders(Binary binary) throws EngineException {
        try {
            return Installation.folders(binary.path());
        } catch (IOException e) {
            throw new EngineException("Salt's installation can't be read: " + e.getMessage(), e);
        }
    }

    private Map<String, String> environment(StepJob job) {
        var environment = tools.environment(runner.paths(job.dir()));
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYTHONNOUSERSITE", "1");
        environment.put("PYTHONWARNINGS", "ignore");
        environment.putAll(job.inputs().variables());
        return environment;
    }

    /** What a command needs besides what is sealed. Before anything is started. */
    void lay(StepJob job) throws EngineException, IOException {
        write(job.dir(), CONFIGURATION, configuration(job));
        write(job.dir(), MODULE, module());
    }

    static byte[] module() throws IOException {
        try (var module = CommandLines.class.getResourceAsStream(MODULE)) {
            return Objects.requireNonNull(module).readAllBytes();
        }
    }

    private byte[] configuration(StepJob job) throws EngineException {
        var paths = runner.paths(job.dir());
        var folders =
                sls(job).folders().stream().map(each -> inside(paths.source(), each)).toList();
        var place =
                new Minion.Place(
                        paths.temp() + "/salt", paths.scratch(), paths.sealed() + "/" + INPUTS);
        return Json.MAPPER.writeValueAsBytes(Minion.configuration(place, folders));
    }

    private static String inside(String source, String folder) {
        return folder.isEmpty() ? source : source + "/" + folder;
    }

    /** The template's code may have put a link in the way. */
    private static void write(Workdir dir, String name, byte[] content) throws IOException {
        var path = dir.run().relativize(dir.scratch()) + "/" + name;
        new ToolFolder(dir.run()).write(path, content);
    }
}
