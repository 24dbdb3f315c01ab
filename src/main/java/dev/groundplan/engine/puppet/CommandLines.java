package dev.groundplan.engine.puppet;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.Access;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.ChildPaths;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.Binary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Every command line and environment that Puppet gets. No value of a person is in them: values
 * travel as Hiera data, and in the catalog that is compiled of it.
 */
@Component("puppetCommandLines")
class CommandLines {
    static final String VALUES = "values.json";
    static final String CATALOG = "catalog.json";
    static final String HIERA = "hiera.yaml";
    static final String OUTPUT_TYPE = "groundplan_output.rb";
    private static final String EVENTS = "groundplan_events.rb";
    private static final String MODULES = "modules";

    /** Puppet's own settings, all of them below the temporary folder. */
    private static final List<String> FOLDERS =
            List.of("confdir", "codedir", "vardir", "publicdir", "rundir", "logdir");

    /** Puppet alone: it leaves its transaction in order, and what it ran ends with the sandbox. */
    private static final CancelPolicy PATIENT =
            new CancelPolicy(Target.LEADER, Duration.ofSeconds(30));

    private static final CancelPolicy NEVER_KILLED = new CancelPolicy(Target.LEADER, null);
    private static final Limits SHORT = new Limits(Duration.ofMinutes(5), null);

    private final ProcessRunner runner;
    private final Tools tools;
    private final PuppetProperties properties;

    CommandLines(ProcessRunner runner, Tools tools, PuppetProperties properties) {
        this.runner = runner;
        this.tools = tools;
        this.properties = properties;
    }

    /**
     * @throws EngineException unless an admin lets Puppet configure the worker itself
     */
    void refuseWhereNotAllowed() throws EngineException {
        if (!properties.local()) {
            throw new EngineException(
                    "This step would configure the worker itself. That is only for trying things out, where an admin sets"
                            + " groundplan.puppet.local=true.");
        }
    }

    /** What a job compiles. */
    Manifest manifest(StepJob job) throws EngineException {
        var root = job.dir().source();
        if (job.intent() != Intent.DESTROY) {
            return Manifest.of(root, job.step());
        }
        return Manifest.undo(root, job.step())
                .orElseThrow(
                        () -> new EngineException("This step names no manifest that undoes it."));
    }

    static boolean isCompiled(StepJob job) {
        return Files.exists(job.dir().sealed().resolve(CATALOG), LinkOption.NOFOLLOW_LINKS);
    }

    /** Compiles, and checks what it compiled. */
    Command first(StepJob job, Binary binary) throws EngineException {
        var paths = runner.paths(job.dir());
        var argv = argv(job, binary);
        argv.add("--noop");
        argv.add(manifest(job).file(paths.source(), paths.scratch()));
        return command(job, argv, PATIENT, Access.LOOK);
    }

    Command check(StepJob job, Binary binary) throws EngineException {
        var argv = argv(job, binary);
        argv.addAll(List.of("--noop", "--catalog", catalog(job)));
        return command(job, argv, PATIENT, Access.LOOK);
    }

    Command apply(StepJob job, Binary binary) throws EngineException {
        var argv = argv(job, binary);
        argv.addAll(List.of("--catalog", catalog(job)));
        return command(job, argv, NEVER_KILLED, Access.CHANGE);
    }

    Command syntax(StepJob job, Binary binary) throws EngineException {
        var paths = runner.paths(job.dir());
        var argv = new ArrayList<>(List.of(binary.path().toString(), "parser", "validate"));
        argv.addAll(folders(paths));
        argv.addAll(List.of("--render-as", "json"));
        manifests(job).forEach(file -> argv.add(paths.source() + "/" + file));
        return new Command(
                argv,
                "source",
                tools.environment(paths),
                Network.NONE,
                PATIENT,
                SHORT,
                Access.LOOK);
    }

    /** Of what the step does, and of what takes it back. */
    private static Set<String> manifests(StepJob job) throws EngineException {
        var root = job.dir().source();
        var files = new LinkedHashSet<>(SourceReader.files(root, Manifest.of(root, job.step())));
        var undo = Manifest.undo(root, job.step());
        if (undo.isPresent()) {
            files.addAll(SourceReader.files(root, undo.get()));
        }
        return files;
    }

    private String catalog(StepJob job) {
        return runner.paths(job.dir()).sealed() + "/" + CATALOG;
    }

    private List<String> argv(StepJob job, Binary binary) throws EngineException {
        var paths = runner.paths(job.dir());
        var argv = new ArrayList<>(List.of(binary.path().toString(), "apply"));
        argv.addAll(folders(paths));
        argv.addAll(List.of("--hiera_config", paths.scratch() + "/" + HIERA));
        argv.addAll(List.of("--modulepath", modulePath(manifest(job), paths)));
        argv.addAll(List.of("--certname", Events.HOST, "--reports", "none"));
        return argv;
    }

    private static List<String> folders(ChildPaths paths) {
        var settings = new ArrayList<String>();
        for (var folder : FOLDERS) {
            settings.addAll(List.of("--" + folder, paths.temp() + "/puppet-" + folder));
        }
        settings.addAll(List.of("--color", "false"));
        return settings;
    }

    private static String modulePath(Manifest manifest, ChildPaths paths) {
        var own = Path.of(paths.source(), manifest.modules()).toString();
        return manifest.isNamedAsPuppetExpects() ? own : paths.scratch() + "/" + MODULES;
    }

    private Command command(StepJob job, List<String> argv, CancelPolicy cancel, Access access) {
        return new Command(
                argv,
                "source",
                environment(job),
                properties.network(),
                cancel,
                job.limits(),
                access);
    }

    private Map<String, String> environment(StepJob job) {
        var paths = runner.paths(job.dir());
        var environment = tools.environment(paths);
        environment.put("RUBYLIB", paths.scratch());
        environment.put("RUBYOPT", "-rgroundplan_events");
        environment.putAll(job.inputs().variables());
        return environment;
    }

    /**
     * What a command needs besides what is sealed: where the values are, our own code, the manifest
     * of a module. Before anything is started.
     */
    void lay(StepJob job) throws EngineException, IOException {
        var manifest = manifest(job);
        write(job.dir(), HIERA, hiera(runner.paths(job.dir()).sealed()));
        for (var name : List.of(EVENTS, OUTPUT_TYPE)) {
            write(job.dir(), name, resource(name));
        }
        if (manifest.isModule()) {
            write(job.dir(), Manifest.OF_MODULE, manifest.including().orElseThrow());
        }
        if (!manifest.isNamedAsPuppetExpects()) {
            link(job.dir(), manifest);
        }
    }

    /** Hiera's own configuration, version 5 (puppet.com/docs, "Hiera configuration file"). */
    static byte[] hiera(String folder) {
        var text =
                """
                version: 5
                hierarchy:
                  - name: What people entered
                    data_hash: json_data
                    datadir: '%s'
                    path: %s
                """;
        return text.formatted(folder.replace("'", "''"), VALUES).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] resource(String name) throws IOException {
        try (var file = CommandLines.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }

    /** Puppet finds a module by the name of its folder only. */
    private static void link(Workdir dir, Manifest manifest) throws IOException {
        var modules = dir.scratch().resolve(MODULES);
        if (!Files.exists(modules, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(modules);
        }
        var link = modules.resolve(manifest.module());
        if (!Files.isDirectory(dir.scratch(), LinkOption.NOFOLLOW_LINKS)
                || !Files.isDirectory(modules, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("Something stands in the way of the module's folder.");
        }
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, Path.of("../../source", manifest.path()));
        }
    }

    /** The template's code may have put a link in the way. */
    private static void write(Workdir dir, String name, byte[] content) throws IOException {
        var path = dir.run().relativize(dir.scratch()) + "/" + name;
        new ToolFolder(dir.run()).write(path, content);
    }
}
