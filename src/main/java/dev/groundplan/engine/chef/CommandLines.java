package dev.groundplan.engine.chef;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Every command line and environment that Chef gets. No value of a person is in them: run list and
 * values travel in a file.
 */
@Component("chefCommandLines")
class CommandLines {
    static final String ATTRIBUTES = "attributes.json";
    static final String HOST = "localhost";
    private static final String CONFIGURATION = "client.rb";
    private static final String SYNTAX_CONFIGURATION = "syntax.rb";
    private static final String HANDLER = "groundplan_events.rb";
    private static final String SYNTAX = "groundplan_syntax.rb";

    /** The client alone: it ends what it runs itself, and says what had ended. */
    private static final CancelPolicy PATIENT =
            new CancelPolicy(Target.LEADER, Duration.ofSeconds(30));

    private static final CancelPolicy NEVER_KILLED = new CancelPolicy(Target.LEADER, null);
    private static final Limits SHORT = new Limits(Duration.ofMinutes(5), null);

    private final ProcessRunner runner;
    private final Tools tools;
    private final ChefProperties properties;

    CommandLines(ProcessRunner runner, Tools tools, ChefProperties properties) {
        this.runner = runner;
        this.tools = tools;
        this.properties = properties;
    }

    /**
     * @throws EngineException when an admin has not allowed what is missing for this program
     */
    void refuse(Binary binary) throws EngineException {
        requireLocal();
        refuseWithoutLicense(binary);
    }

    /** Also right before a check or an apply: it may have been taken back since the plan. */
    void requireLocal() throws EngineException {
        if (!properties.local()) {
            throw new EngineException(
                    "Chef configures the machine that it runs on. The worker itself may be configured only where an admin sets"
                            + " groundplan.chef.local=true.");
        }
    }

    private void refuseWithoutLicense(Binary binary) throws EngineException {
        if (binary.product().equals(Installation.CHEF) && !properties.acceptLicense()) {
            throw new EngineException(
                    "Chef Infra Client runs only where its licence is accepted: an admin sets groundplan.chef.accept-license=true,"
                            + " or installs Cinc Client, which needs none.");
        }
    }

    /** The cookbooks and recipes that a job is about. */
    Cookbooks cookbooks(StepJob job) throws EngineException {
        var root = job.dir().source();
        return job.intent() == Intent.DESTROY
                ? Cookbooks.undo(root, job.step())
                : Cookbooks.of(root, job.step());
    }

    Command check(StepJob job, Binary binary) {
        var argv = argv(job, binary);
        argv.add("--why-run");
        return command(job, binary, argv, PATIENT, Access.LOOK);
    }

    Command apply(StepJob job, Binary binary) {
        return command(job, binary, argv(job, binary), NEVER_KILLED, Access.CHANGE);
    }

    Command syntax(StepJob job, Binary binary) {
        var argv =
                List.of(
                        binary.path().toString(),
                        "--local-mode",
                        "--config",
                        paths(job).scratch() + "/" + SYNTAX_CONFIGURATION);
        return new Command(
                argv,
                "source",
                environment(job, binary),
                Network.NONE,
                PATIENT,
                SHORT,
                Access.LOOK.reading(Installation.home(binary.path())));
    }

    private List<String> argv(StepJob job, Binary binary) {
        return new ArrayList<>(
                List.of(
                        binary.path().toString(),
                        "--local-mode",
                        "--no-color",
                        "--config",
                        paths(job).scratch() + "/" + CONFIGURATION,
                        "--json-attributes",
                        paths(job).sealed() + "/" + ATTRIBUTES));
    }

    private Command command(
            StepJob job, Binary binary, List<String> argv, CancelPolicy cancel, Access access) {
        return new Command(
                argv,
                "source",
                environment(job, binary),
                properties.network(),
                cancel,
                job.limits(),
                access.reading(Installation.home(binary.path())));
    }

    /**
     * What a command needs besides what is sealed: a configuration, or Chef would look for one; our
     * event handler. Before anything is started.
     */
    void lay(StepJob job) throws EngineException, IOException {
        var paths = paths(job);
        write(job.dir(), HANDLER, resource(HANDLER));
        write(job.dir(), SYNTAX, resource(SYNTAX));
        write(
                job.dir(),
                CONFIGURATION,
                ClientConfiguration.of(
                        cookbooks(job).path(paths.source()),
                        paths.temp() + "/chef",
                        paths.scratch() + "/" + HANDLER));
        var syntax =
                "require %s\nGroundplan::Syntax.check(%s)\n"
                        .formatted(
                                ClientConfiguration.quoted(paths.scratch() + "/" + SYNTAX),
                                ClientConfiguration.quoted(cookbooks(job).path(paths.source())));
        write(job.dir(), SYNTAX_CONFIGURATION, syntax.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (var resource = CommandLines.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(resource).readAllBytes();
        }
    }

    /** The template's code may have put a link in the way. */
    private static void write(Workdir dir, String name, byte[] content) throws IOException {
        var path = dir.run().relativize(dir.scratch()) + "/" + name;
        new ToolFolder(dir.run()).write(path, content);
    }

    private Map<String, String> environment(StepJob job, Binary binary) {
        var environment = tools.environment(paths(job));
        if (binary.product().equals(Installation.CHEF) && properties.acceptLicense()) {
            environment.put("CHEF_LICENSE", "accept-no-persist");
        }
        environment.putAll(job.inputs().variables());
        return environment;
    }

    private ChildPaths paths(StepJob job) {
        return runner.paths(job.dir());
    }
}
