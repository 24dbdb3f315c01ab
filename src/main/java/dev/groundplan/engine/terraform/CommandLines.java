package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.Access;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.ChildPaths;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Every command line and environment that Terraform gets. No value of a person is in them. The
 * state is a local file, whatever the sources say: a source with a backend of its own finds itself
 * not initialized. Locks are the portal's, and Terraform's own would leave files behind.
 */
@Component
class CommandLines {
    static final String PLAN = "plan.tfplan";
    static final String INPUTS = "inputs.tfvars.json";
    static final String EPHEMERAL = "ephemeral.tfvars.json";
    static final String CLI_CONFIG = "terraform.tfrc";

    private static final CancelPolicy PATIENT =
            new CancelPolicy(Target.LEADER, Duration.ofSeconds(30));
    private static final CancelPolicy NEVER_KILLED = new CancelPolicy(Target.LEADER, null);
    private static final Limits SHORT = new Limits(Duration.ofMinutes(5), null);

    private final ProcessRunner runner;
    private final Tools tools;
    private final TerraformProperties properties;

    CommandLines(ProcessRunner runner, Tools tools, TerraformProperties properties) {
        this.runner = runner;
        this.tools = tools;
        this.properties = properties;
    }

    /**
     * @param data where modules and providers go
     * @param plugins a cache of downloaded providers; used when they may be fetched directly
     */
    Command init(StepJob job, Binary binary, Path data, Path plugins, boolean locked) {
        var argv = argv(binary, "init", "-input=false", "-no-color", "-backend=false");
        if (locked) {
            argv.add("-lockfile=readonly");
        }
        if (initSpeaksJson(binary)) {
            argv.add("-json");
        }
        var environment = environment(job, data);
        if (properties.direct()) {
            environment.put("TF_PLUGIN_CACHE_DIR", plugins.toString());
        }
        var network = properties.direct() ? Network.EGRESS : Network.NONE;
        var access = Access.LOOK.reading(mirror()).writing(List.of(data, plugins));
        return new Command(
                argv, directory(job), environment, network, PATIENT, job.limits(), access);
    }

    /** Since Terraform 1.9. */
    private static boolean initSpeaksJson(Binary binary) {
        return binary.product().equals("Terraform")
                && binary.version().compareTo(Version.of("1.9")) >= 0;
    }

    Command validate(StepJob job, Binary binary, WarmCopy warm) {
        return looking(job, warm, argv(binary, "validate", "-json"), Network.NONE, SHORT);
    }

    Command plan(StepJob job, Binary binary, WarmCopy warm) {
        var paths = runner.paths(job.dir());
        var argv =
                argv(
                        binary,
                        "plan",
                        "-json",
                        "-input=false",
                        "-lock=false",
                        "-state=" + paths.state());
        argv.add("-out=" + sealed(paths, PLAN));
        if (job.intent() == Intent.DESTROY) {
            argv.add("-destroy");
        } else if (job.intent() == Intent.REFRESH) {
            argv.add("-refresh-only");
        }
        argv.add("-var-file=" + sealed(paths, INPUTS));
        return looking(job, warm, argv, properties.network(), job.limits());
    }

    Command show(StepJob job, Binary binary, WarmCopy warm) {
        var plan = sealed(runner.paths(job.dir()), PLAN);
        return looking(job, warm, argv(binary, "show", "-json", plan), Network.NONE, SHORT);
    }

    /**
     * @param ephemeral whether there are values that the plan file leaves out by design
     */
    Command apply(StepJob job, Binary binary, WarmCopy warm, boolean ephemeral) {
        var paths = runner.paths(job.dir());
        var argv =
                argv(
                        binary,
                        "apply",
                        "-json",
                        "-input=false",
                        "-lock=false",
                        "-state=" + paths.state());
        argv.add("-backup=-");
        if (ephemeral) {
            argv.add("-var-file=" + sealed(paths, EPHEMERAL));
        }
        argv.add(sealed(paths, PLAN));
        var access = Access.CHANGE.reading(readable(warm));
        return new Command(
                argv,
                directory(job),
                environment(job, warm.data()),
                properties.network(),
                NEVER_KILLED,
                job.limits(),
                access);
    }

    /**
     * What the child itself reads as its command line configuration: where providers may come from.
     */
    String cliConfiguration() {
        var text = new StringBuilder("provider_installation {\n");
        mirror().forEach(
                        folder ->
                                text.append("  filesystem_mirror {\n    path = \"")
                                        .append(quoted(folder))
                                        .append("\"\n  }\n"));
        return text.append(properties.direct() ? "  direct {}\n" : "").append("}\n").toString();
    }

    /** For the message when something is not there: where it would have to be. */
    String origin() {
        if (properties.direct()) {
            return "";
        }
        return properties.mirror() == null
                ? " This worker has no folder of providers: an admin can name one in groundplan.terraform.mirror."
                : " Providers come only from "
                        + properties.mirror()
                        + " (groundplan.terraform.mirror): an admin can add it there.";
    }

    private Command looking(
            StepJob job, WarmCopy warm, List<String> argv, Network network, Limits limits) {
        var access = Access.LOOK.reading(readable(warm));
        return new Command(
                argv,
                directory(job),
                environment(job, warm.data()),
                network,
                PATIENT,
                limits,
                access);
    }

    private Map<String, String> environment(StepJob job, Path data) {
        var paths = runner.paths(job.dir());
        var environment = tools.environment(paths);
        environment.put("TF_IN_AUTOMATION", "1");
        environment.put("TF_INPUT", "0");
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("TF_DATA_DIR", data.toString());
        environment.put("TF_CLI_CONFIG_FILE", paths.scratch() + "/" + CLI_CONFIG);
        environment.putAll(job.inputs().variables());
        return environment;
    }

    private List<Path> readable(WarmCopy warm) {
        var all = new ArrayList<>(mirror());
        all.addAll(warm.mounts());
        return all;
    }

    private List<Path> mirror() {
        return properties.mirror() == null
                ? List.of()
                : List.of(properties.mirror().toAbsolutePath());
    }

    private static List<String> argv(Binary binary, String... arguments) {
        var argv = new ArrayList<>(List.of(binary.path().toString()));
        argv.addAll(List.of(arguments));
        return argv;
    }

    private static String directory(StepJob job) {
        return Path.of("source", job.step().source()).normalize().toString();
    }

    private static String sealed(ChildPaths paths, String name) {
        return paths.sealed() + "/" + name;
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
