package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.Access;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Every command line and environment that Ansible gets. No value of a person is in them: inventory
 * and values travel in files.
 */
@Component("ansibleCommandLines")
class CommandLines {
    static final String INPUTS = "inputs.yml";
    static final String INVENTORY = "inventory.yml";
    private static final String PLUGIN = "groundplan_events.py";
    private static final String CONFIGURATION = "ansible.cfg";

    /** The whole group: a module goes on when only Ansible is asked to stop. */
    private static final CancelPolicy PATIENT =
            new CancelPolicy(Target.GROUP, Duration.ofSeconds(30));

    private static final CancelPolicy NEVER_KILLED = new CancelPolicy(Target.GROUP, null);
    private static final Limits SHORT = new Limits(Duration.ofMinutes(5), null);

    private final ProcessRunner runner;
    private final Tools tools;
    private final AnsibleProperties properties;

    CommandLines(ProcessRunner runner, Tools tools, AnsibleProperties properties) {
        this.runner = runner;
        this.tools = tools;
        this.properties = properties;
    }

    boolean local() {
        return properties.local();
    }

    /** Where modules may be unpacked on the worker itself. */
    String temp(Workdir dir) {
        return runner.paths(dir).temp() + "/modules";
    }

    /** The playbook that a job is about. */
    Playbook playbook(StepJob job) throws EngineException {
        var root = job.dir().source();
        if (job.intent() != Intent.DESTROY) {
            return Playbook.of(root, job.step());
        }
        return Playbook.undo(root, job.step())
                .orElseThrow(
                        () -> new EngineException("This step names no playbook that undoes it."));
    }

    Command check(StepJob job, Binary binary) throws EngineException, IOException {
        var argv = argv(job, binary);
        argv.add("--check");
        return command(job, argv, PATIENT, properties.network(), Access.LOOK);
    }

    Command apply(StepJob job, Binary binary) throws EngineException, IOException {
        return command(job, argv(job, binary), NEVER_KILLED, properties.network(), Access.CHANGE);
    }

    Command list(StepJob job, Binary binary) throws EngineException, IOException {
        var argv = argv(job, binary);
        argv.addAll(List.of("--list-tasks", "--list-hosts"));
        return command(job, argv, PATIENT, Network.NONE, Access.LOOK);
    }

    Command syntax(StepJob job, Binary binary) throws EngineException, IOException {
        lay(job.dir());
        var argv =
                List.of(
                        binary.path().toString(),
                        "--syntax-check",
                        "-i",
                        "localhost,",
                        file(job, playbook(job)));
        var access = Access.LOOK.reading(collections());
        return new Command(
                argv,
                "source",
                environment(job, playbook(job)),
                Network.NONE,
                PATIENT,
                SHORT,
                access);
    }

    private List<String> argv(StepJob job, Binary binary) throws EngineException, IOException {
        var paths = runner.paths(job.dir());
        return new ArrayList<>(
                List.of(
                        binary.path().toString(),
                        "--diff",
                        "-i",
                        paths.sealed() + "/" + INVENTORY,
                        "-e",
                        "@" + paths.sealed() + "/" + INPUTS,
                        file(job, playbook(job))));
    }

    private Command command(
            StepJob job, List<String> argv, CancelPolicy cancel, Network network, Access access)
            throws EngineException, IOException {
        lay(job.dir());
        return new Command(
                argv,
                "source",
                environment(job, playbook(job)),
                network,
                cancel,
                job.limits(),
                access.reading(collections()));
    }

    private String file(StepJob job, Playbook playbook) throws IOException {
        var paths = runner.paths(job.dir());
        return playbook.file(job.dir(), paths.source(), paths.scratch());
    }

    /** An empty configuration, or Ansible would look for one; and our plugin. */
    private static void lay(Workdir dir) throws IOException {
        var plugins = Files.createDirectories(dir.scratch().resolve("plugins"));
        Files.writeString(dir.scratch().resolve(CONFIGURATION), "");
        try (var plugin = CommandLines.class.getResourceAsStream(PLUGIN)) {
            Files.write(plugins.resolve(PLUGIN), Objects.requireNonNull(plugin).readAllBytes());
        }
    }

    private Map<String, String> environment(StepJob job, Playbook playbook) {
        var paths = runner.paths(job.dir());
        var environment = tools.environment(paths);
        environment.put("ANSIBLE_CONFIG", paths.scratch() + "/" + CONFIGURATION);
        environment.put("ANSIBLE_HOME", paths.temp() + "/ansible");
        environment.put("ANSIBLE_LOCAL_TEMP", paths.temp() + "/ansible");
        environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", paths.temp() + "/ssh");
        environment.put("ANSIBLE_CALLBACK_PLUGINS", paths.scratch() + "/plugins");
        environment.put("ANSIBLE_STDOUT_CALLBACK", "groundplan_events");
        environment.put("ANSIBLE_ROLES_PATH", paths.source() + "/" + playbook.roles());
        environment.put("ANSIBLE_COLLECTIONS_PATH", collectionsPath(paths.source(), playbook));
        environment.put("ANSIBLE_COLLECTIONS_PATHS", collectionsPath(paths.source(), playbook));
        environment.put("ANSIBLE_HOST_KEY_CHECKING", "1");
        environment.put("ANSIBLE_HOST_PATTERN_MISMATCH", "error");
        environment.put("ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED", "1");
        environment.put("ANSIBLE_INVENTORY_ENABLED", "yaml,host_list");
        environment.put("ANSIBLE_PYTHON_INTERPRETER", "auto_silent");
        environment.put("ANSIBLE_PIPELINING", "1");
        environment.put("ANSIBLE_RETRY_FILES_ENABLED", "0");
        environment.put("ANSIBLE_DEPRECATION_WARNINGS", "0");
        environment.put("ANSIBLE_NOCOLOR", "1");
        environment.put("ANSIBLE_NOCOWS", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        return environment;
    }

    private String collectionsPath(String source, Playbook playbook) {
        var own = source + "/" + playbook.folder() + "/collections";
        return properties.collections() == null
                ? own
                : own + ":" + properties.collections().toAbsolutePath();
    }

    private List<Path> collections() {
        return properties.collections() == null
                ? List.of()
                : List.of(properties.collections().toAbsolutePath());
    }
}
