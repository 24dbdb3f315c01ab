package dev.groundplan.engine.tool;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.Access;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.Captured;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;

/**
 * The programs of one tool on this worker. Each is asked for its version once, and again when its
 * file changes.
 */
public abstract class InstalledTool {
    private static final Logger log = LoggerFactory.getLogger(InstalledTool.class);
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), null);
    private static final Duration FORGIVEN = Duration.ofMinutes(1);
    private static final CancelPolicy CANCEL =
            new CancelPolicy(CancelPolicy.Target.LEADER, Duration.ZERO);

    private record Asked(FileTime changed, long size, Optional<Binary> answer, long at) {
        /** A failure may pass; what a program said of itself holds as long as its file. */
        boolean holds() {
            return answer.isPresent() || System.nanoTime() - at < FORGIVEN.toNanos();
        }
    }

    private final Name name;
    private final Tools tools;
    private final ProcessRunner runner;
    private final Path data;
    private final Map<Path, Asked> asked = new ConcurrentHashMap<>();

    /**
     * What a tool is called where.
     *
     * @param title on pages
     * @param setting in {@code groundplan.tools.<setting>}
     * @param range in a template's {@code spec.tools}
     * @param programs on the path, when nothing is set
     * @param missing sentences for who has none of them
     */
    public record Name(
            String title, String setting, String range, List<String> programs, String missing) {}

    protected InstalledTool(
            Name name, Tools tools, ProcessRunner runner, ProcessProperties properties) {
        this.name = name;
        this.tools = tools;
        this.runner = runner;
        this.data = properties.data();
    }

    /** The arguments that make it tell its version. */
    protected abstract List<String> question();

    /** For the question, beside what every child gets. */
    protected Map<String, String> environment(Workdir dir) throws IOException {
        return Map.of();
    }

    /** The folders that a program needs besides its own file, where it is not the system's. */
    protected List<Path> parts(Path program) throws IOException {
        return List.of();
    }

    /**
     * @throws IllegalArgumentException when the answer has no version
     */
    protected abstract Version version(Captured answer);

    /** Which product a program is, where one tool has several. */
    protected String product(Path program) {
        return name.title();
    }

    public Availability availability() {
        if (runner.refusal().isPresent()) {
            return Availability.missing(runner.refusal().get());
        }
        var all = all();
        return all.isEmpty()
                ? Availability.missing(name.missing())
                : new Availability(
                        all.stream().map(this::versionForPages).toList(),
                        all.get(0).digest(),
                        null);
    }

    /**
     * The newest that the step's template allows.
     *
     * @throws EngineException with a sentence that names what is needed and what is there
     */
    public Binary select(StepSpec step) throws EngineException {
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
                                        "This template needs %s %s. This worker has %s."
                                                .formatted(name.title(), range.text(), titles())));
    }

    /** The very tool that made a plan; empty when this worker does not have it. */
    public Optional<Binary> named(String title) {
        return all().stream().filter(binary -> binary.title().equals(title)).findFirst();
    }

    /** Newest first. */
    private List<Binary> all() {
        return tools.find(name.setting(), name.programs().toArray(String[]::new)).stream()
                .flatMap(path -> ask(path).stream())
                .sorted(Comparator.comparing(Binary::version).reversed())
                .toList();
    }

    private VersionRange range(StepSpec step) throws EngineException {
        try {
            var text = step.tools().get(name.range());
            return text == null ? VersionRange.ANY : VersionRange.of(text);
        } catch (IllegalArgumentException e) {
            throw new EngineException("spec.tools." + name.range() + ": " + e.getMessage(), e);
        }
    }

    private String versionForPages(Binary binary) {
        return binary.product().equals(name.title())
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
            if (known == null
                    || !known.holds()
                    || known.size != size
                    || !known.changed.equals(changed)) {
                known = new Asked(changed, size, answer(path), System.nanoTime());
                asked.put(path, known);
            }
            return known.answer;
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<Binary> answer(Path path) {
        try {
            var digest = "sha256:" + Digests.ofFile(path);
            return Optional.of(new Binary(path, product(path), version(answered(path)), digest));
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            log.warn("{} does not say its version and is not used: {}", path, e.getMessage());
            return Optional.empty();
        }
    }

    private Captured answered(Path path) throws IOException {
        var folder = Files.createDirectories(data.toAbsolutePath());
        var root = Files.createTempDirectory(folder, "version-");
        try {
            var dir = new Workdir(root, root.resolve("environment"));
            Files.createDirectories(dir.run());
            var captured = runner.capture(command(path, dir), dir, 1 << 20);
            if (!captured.succeeded()) {
                throw new IOException(captured.err().strip());
            }
            return captured;
        } finally {
            FileSystemUtils.deleteRecursively(root);
        }
    }

    private Command command(Path path, Workdir dir) throws IOException {
        var argv = new ArrayList<>(List.of(path.toString()));
        argv.addAll(question());
        var environment = tools.environment(runner.paths(dir));
        environment.putAll(environment(dir));
        var access = Access.LOOK.reading(parts(path));
        return new Command(argv, "", environment, Network.NONE, CANCEL, LIMITS, access);
    }
}
