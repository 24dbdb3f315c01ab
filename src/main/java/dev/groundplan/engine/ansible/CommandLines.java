package dev.groundplan.engine.ansible;

import dev.groundplan.engine.CredentialLease.Kind;
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
import java.io.IOException;
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

    Command check(StepJob job, Binary binary) throws EngineException {
        var argv = argv(job, binary);
        argv.add("--check");
        return command(job, argv, PATIENT, properties.network(), Access.LOOK);
    }

    Command apply(StepJob job, Binary binary) throws EngineException {
        return command(job, argv(job, binary), NEVER_KILLED, properties.network(), Access.CHANGE);
    }

    Command list(StepJob job, Binary binary) throws EngineException {
        var argv = argv(job, binary);
        argv.addAll(List.of("--list-tasks", "--list-hosts"));
        return command(job, argv, PATIENT, Network.NONE, Access.LOOK);
    }

    Command syntax(StepJob job, Binary binary) throws EngineException {
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

    private List<String> argv(StepJob job, Binary binary) throws EngineException {
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
            throws EngineException {
        return new Command(
                argv,
                "source",
                environment(job, playbook(job)),
                network,
                cancel,
                job.limits(),
                access.reading(collections()));
    }

    private String file(StepJob job, Playbook playbook) {
        var paths = runner.paths(job.dir());
        return playbook.file(paths.source(), paths.scratch());
    }

    /**
     * What a command needs besides what is sealed: an empty configuration, or Ansible would look
     * for one; our plugin; the play of a role. Before anything is started.
     */
    void lay(StepJob job) throws EngineException, IOException {
        write(job.dir(), CONFIGURATION, new byte[0]);
        try (var plugin = CommandLines.class.getResourceAsStream(PLUGIN)) {
            write(job.dir(), PLUGIN, Objects.requireNonNull(plugin).readAllBytes());
        }
        write(job.dir(), Ssh.KNOWN_HOSTS, Ssh.knownHosts(job));
        var play = playbook(job).play(runner.paths(job.dir()).source());
        if (play.isPresent()) {
            write(job.dir(), Playbook.PLAY_OF_ROLE, play.get());
        }
    }

    /** The template's code may have put a link in the way. */
    private static void write(Workdir dir, String name, byte[] content) throws IOException {
        var path = dir.run().relativize(dir.scratch()) + "/" + name;
        new ToolFolder(dir.run()).write(path, content);
    }

    private Map<String, String> environment(StepJob job, Playbook playbook) {
        var paths = runner.paths(job.dir());
        var environment = tools.environment(paths);
        environment.put("ANSIBLE_CONFIG", paths.scratch() + "/" + CONFIGURATION);
        environment.put("ANSIBLE_HOME", paths.temp() + "/ansible");
        environment.put("ANSIBLE_LOCAL_TEMP", paths.temp() + "/ansible");
        environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", paths.temp() + "/ssh");
        environment.put("ANSIBLE_CALLBACK_PLUGINS", paths.scratch());
        environment.put("ANSIBLE_STDOUT_CALLBACK", "groundplan_events");
        environment.put("ANSIBLE_ROLES_PATH", paths.source() + "/" + playbook.roles());
        environment.put("ANSIBLE_COLLECTIONS_PATH", collectionsPath(paths.source(), playbook));
        environment.put("ANSIBLE_COLLECTIONS_PATHS", collectionsPath(paths.source(), playbook));
        environment.putAll(Ssh.environment(job, paths));
        environment.put("ANSIBLE_HOST_PATTERN_MISMATCH", "error");
        environment.put("ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED", "1");
        environment.put("ANSIBLE_INVENTORY_ENABLED", "yaml,host_list");
        environment.put("ANSIBLE_PYTHON_INTERPRETER", "auto_silent");
        environment.put("ANSIBLE_PIPELINING", "1");
        environment.put("ANSIBLE_FORCE_HANDLERS", "1");
        environment.put("ANSIBLE_RETRY_FILES_ENABLED", "0");
        environment.put("ANSIBLE_DEPRECATION_WARNINGS", "0");
        environment.put("ANSIBLE_NOCOLOR", "1");
        environment.put("ANSIBLE_NOCOWS", "1");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        if (job.inputs().credential("vault", Kind.FILE).isPresent()) {
            environment.put("ANSIBLE_VAULT_PASSWORD_FILE", paths.credentials() + "/vault");
        }
        environment.putAll(job.inputs().variables());
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
