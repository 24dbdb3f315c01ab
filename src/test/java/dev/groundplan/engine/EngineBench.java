package dev.groundplan.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does with an engine what a worker does: a fresh run directory for every phase, always at the same
 * path; from a plan to its apply only what is sealed survives, and the state.
 */
public class EngineBench {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Engine engine;
    private final Path template;
    private final Workdir dir;
    private Map<String, byte[]> sealed = Map.of();
    private byte @Nullable [] state;
    private Limits limits = Limits.NONE;

    public EngineBench(Engine engine, Path folder) {
        this.engine = engine;
        this.template = folder.resolve("template");
        this.dir = new Workdir(folder.resolve("work/execution"), folder.resolve("environment"));
        try {
            Files.createDirectories(template);
            Files.createDirectories(dir.environment());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EngineBench file(String name, String content) throws IOException {
        var file = template.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    public EngineBench limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    public Path template() {
        return template;
    }

    public Workdir dir() {
        return dir;
    }

    /** What the engine has recorded so far. */
    public Optional<byte[]> state() {
        return Optional.ofNullable(state);
    }

    /** As if somebody had changed it, or another run. */
    public void state(byte[] bytes) {
        state = bytes;
    }

    public StepSpec step(String source) {
        return new StepSpec(
                "step",
                engine.kind(),
                source,
                List.of(),
                JSON.createObjectNode(),
                JSON.createObjectNode(),
                Map.of());
    }

    public static ObjectNode values(Map<String, ?> values) {
        return JSON.valueToTree(values);
    }

    public StepJob job(
            StepSpec step,
            Intent intent,
            ObjectNode values,
            Set<String> sensitive,
            Console console) {
        return new StepJob(
                new ExecutionId(UUID.randomUUID()),
                step,
                intent,
                dir,
                new Inputs(values, sensitive),
                limits,
                console);
    }

    public StepPlan plan(StepJob job) throws EngineException, IOException {
        layOut(Map.of(), job);
        var plan = engine.plan(job);
        sealed = bundle();
        return plan;
    }

    public List<Problem> validate(StepJob job) throws EngineException, IOException {
        layOut(Map.of(), job);
        return engine.validate(job);
    }

    public Optional<String> stale(StepJob job, StepPlan plan) throws EngineException, IOException {
        layOut(sealed, job);
        return engine.stale(job, plan);
    }

    public StepResult apply(StepJob job, StepPlan plan) throws IOException {
        layOut(sealed, job);
        var result = engine.apply(job, plan);
        state = Files.exists(dir.state()) ? Files.readAllBytes(dir.state()) : null;
        return result;
    }

    /** On a worker that has nothing but what is kept for everyone. */
    public StepResult recover(StepJob job, StepPlan plan) throws IOException {
        layOut(sealed, job);
        return engine.recover(job, plan);
    }

    /** Every file of a folder by its name, to see whether anything changed. */
    public static Map<String, String> snapshot(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(file).toString(),
                        Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private void layOut(Map<String, byte[]> bundle, StepJob job) throws IOException {
        FileSystemUtils.deleteRecursively(dir.root());
        FileSystemUtils.copyRecursively(template, Files.createDirectories(dir.source()));
        Files.createDirectories(dir.sealed());
        Files.createDirectories(dir.scratch());
        for (var entry : bundle.entrySet()) {
            var file = dir.run().resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        if (state != null) {
            Files.write(dir.state(), state);
        }
        layCredentials(job.inputs().credentials());
    }

    private void layCredentials(List<CredentialLease> leases) throws IOException {
        for (var lease : leases) {
            Files.createDirectories(dir.credentials());
            var path = "credentials/" + lease.role();
            new ToolFolder(dir.run()).write(path, lease.secret().getBytes());
        }
    }

    /** What is sealed, and what the plan changed in the sources. */
    private Map<String, byte[]> bundle() throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var all = Files.walk(dir.run())) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                if (file.startsWith(dir.sealed())
                        || file.startsWith(dir.source()) && differs(file)) {
                    files.put(dir.run().relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    private boolean differs(Path file) throws IOException {
        var original = template.resolve(dir.source().relativize(file));
        return !Files.exists(original) || Files.mismatch(original, file) >= 0;
    }
}
