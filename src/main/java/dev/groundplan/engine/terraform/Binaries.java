package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.Access;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;

/**
 * The Terraform and OpenTofu programs of this worker. Each is asked for its version once, and again
 * when its file changes.
 */
@Component
class Binaries {
    private static final Logger log = LoggerFactory.getLogger(Binaries.class);
    private static final String MISSING =
            "Terraform is not installed on this worker. Install it (developer.hashicorp.com/terraform/install) or OpenTofu"
                    + " (opentofu.org/docs/intro/install), or name where it is in groundplan.tools.terraform.";
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), null);
    private static final CancelPolicy CANCEL =
            new CancelPolicy(CancelPolicy.Target.LEADER, Duration.ZERO);

    private record Asked(FileTime changed, long size, Optional<Binary> answer) {}

    private final Tools tools;
    private final ProcessRunner runner;
    private final Path data;
    private final Map<Path, Asked> asked = new ConcurrentHashMap<>();

    Binaries(Tools tools, ProcessRunner runner, ProcessProperties properties) {
        this.tools = tools;
        this.runner = runner;
        this.data = properties.data();
    }

    Availability availability() {
        if (runner.refusal().isPresent()) {
            return Availability.missing(runner.refusal().get());
        }
        var all = all();
        return all.isEmpty()
                ? Availability.missing(MISSING)
                : new Availability(
                        all.stream().map(Binaries::versionForPages).toList(),
                        all.get(0).digest(),
                        null);
    }

    /** The newest that the step's template allows. */
    Binary select(StepSpec step) throws EngineException {
        var availability = availability();
        if (availability.missing() != null) {
            throw new EngineException(availability.missing());
        }
        var range = range(step);
        return all().stream()
                .filter(binary -> range.includes(binary.version()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new EngineException(
                                        "This template needs Terraform %s. This worker has %s."
                                                .formatted(range.text(), titles())));
    }

    /** The very tool that made a plan. */
    Optional<Binary> named(String title) {
        return all().stream().filter(binary -> binary.title().equals(title)).findFirst();
    }

    /** Newest first. */
    private List<Binary> all() {
        return tools.find("terraform", "terraform", "tofu").stream()
                .flatMap(path -> ask(path).stream())
                .sorted(Comparator.comparing(Binary::version).reversed())
                .toList();
    }

    private static VersionRange range(StepSpec step) throws EngineException {
        try {
            var text = step.tools().get("terraform");
            return text == null ? VersionRange.ANY : VersionRange.of(text);
        } catch (IllegalArgumentException e) {
            throw new EngineException("spec.tools.terraform: " + e.getMessage(), e);
        }
    }

    private static String versionForPages(Binary binary) {
        return binary.product().equals("Terraform")
                ? binary.version().toString()
                : binary.version() + " (" + binary.product() + ")";
    }

    private String titles() {
        return all().stream().map(Binary::title).collect(Collectors.joining(", "));
    }

    private Optional<Binary> ask(Path path) {
        try {
            var changed = Files.getLastModifiedTime(path);
            long size = Files.size(path);
            var known = asked.get(path);
            if (known == null || known.size != size || !known.changed.equals(changed)) {
                known = new Asked(changed, size, answer(path));
                asked.put(path, known);
            }
            return known.answer;
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<Binary> answer(Path path) {
        try {
            return Optional.of(version(path));
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            log.warn("{} does not say its version and is not used: {}", path, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The document is the same for both products, so the program's name has to tell which one it
     * is.
     */
    private Binary version(Path path) throws IOException {
        var root =
                Files.createTempDirectory(
                        Files.createDirectories(data.toAbsolutePath()), "version-");
        try {
            var dir = new Workdir(root, root.resolve("environment"));
            Files.createDirectories(dir.run());
            var environment = tools.environment(runner.paths(dir));
            environment.put("CHECKPOINT_DISABLE", "1");
            environment.put("TF_CLI_CONFIG_FILE", "/dev/null");
            var command =
                    new Command(
                            List.of(path.toString(), "version", "-json"),
                            "",
                            environment,
                            Network.NONE,
                            CANCEL,
                            LIMITS,
                            Access.LOOK);
            var captured = runner.capture(command, dir, 1 << 20);
            if (!captured.succeeded()) {
                throw new IOException(captured.err().strip());
            }
            var version =
                    Version.of(
                            Json.text(Json.MAPPER.readTree(captured.out()), "terraform_version"));
            return new Binary(path, product(path), version, "sha256:" + Digests.ofFile(path));
        } finally {
            FileSystemUtils.deleteRecursively(root);
        }
    }

    private static String product(Path path) {
        return path.getFileName().toString().contains("tofu") ? "OpenTofu" : "Terraform";
    }
}
