package dev.groundplan.engine.files;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.Change;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.Progress;
import dev.groundplan.engine.Resource;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders a folder of files into the environment's folder. Needs nothing installed; the reference
 * of the contract.
 */
@Component
class FilesEngine implements Engine {
    static final EngineKind KIND = new EngineKind("files");
    private static final String VERSION = "1";
    private static final String OUTPUT = "files";
    private final JsonMapper json;

    FilesEngine(JsonMapper json) {
        this.json = json;
    }

    @Override
    public EngineKind kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Files";
    }

    @Override
    public Availability availability() {
        return Availability.of(VERSION, null);
    }

    @Override
    public ObjectNode options() {
        return json.createObjectNode().put("type", "object");
    }

    /** The manifest declares the parameters: text files have no place for types and limits. */
    @Override
    public SourceDescription describe(Path root, StepSpec step) throws EngineException {
        var nothing = json.createObjectNode().put("type", "object");
        var outputs =
                List.of(new DeclaredOutput(OUTPUT, "Paths of the files that were written", false));
        return new SourceDescription(nothing, outputs, new Sources(root, step.source()).check());
    }

    @Override
    public List<Problem> validate(StepJob job) throws EngineException {
        return new Sources(job.dir().source(), job.step().source()).check();
    }

    @Override
    public StepPlan plan(StepJob job) throws EngineException {
        try {
            var state = FilesState.read(job.dir().state(), json);
            var folder = new Folder(job.dir().environment());
            var drift = drift(state, folder);
            if (job.intent() == Intent.REFRESH) {
                return plan(List.of(), drift, List.of());
            }
            var wanted = wanted(job);
            var changes = changes(state, folder, wanted);
            FilePlan.of(folder, state, changes, wanted).seal(job.dir(), json);
            changes.forEach(
                    change ->
                            job.console()
                                    .line(Stream.NOTE, change.action() + " " + change.address()));
            return plan(changes, drift, List.of(output(state, wanted)));
        } catch (IOException e) {
            throw new EngineException(
                    "The environment's folder can't be read: " + e.getMessage(), e);
        }
    }

    private TreeMap<String, byte[]> wanted(StepJob job) throws EngineException {
        if (job.intent() == Intent.DESTROY) {
            return new TreeMap<>();
        }
        var values = json.createObjectNode();
        values.set("parameters", job.inputs().values());
        values.set("inputs", job.inputs().values());
        return new Sources(job.dir().source(), job.step().source()).render(values);
    }

    private static StepPlan plan(
            List<Change> changes, List<Change> drift, List<PlannedOutput> outputs) {
        return new StepPlan(Guarantee.EXACT, changes, drift, outputs, true, List.of(), VERSION);
    }

    private static List<Change> drift(FilesState state, Folder folder) throws IOException {
        var drift = new ArrayList<Change>();
        for (var file : state.files().entrySet()) {
            var now = folder.read(file.getKey());
            if (now.isEmpty()) {
                drift.add(FileChanges.delete(file.getKey(), file.getValue()));
            } else if (!java.util.Arrays.equals(now.get(), file.getValue())) {
                drift.add(
                        FileChanges.update(
                                file.getKey(),
                                file.getValue(),
                                now.get(),
                                "Changed outside of the portal"));
            }
        }
        return drift;
    }

    private static List<Change> changes(
            FilesState state, Folder folder, TreeMap<String, byte[]> wanted) throws IOException {
        var changes = new ArrayList<Change>();
        for (var file : wanted.entrySet()) {
            var now = folder.read(file.getKey());
            if (now.isEmpty()) {
                changes.add(FileChanges.create(file.getKey(), file.getValue()));
            } else if (!java.util.Arrays.equals(now.get(), file.getValue())) {
                var foreign =
                        state.files().containsKey(file.getKey())
                                ? null
                                : "A file of that name is there already";
                changes.add(FileChanges.update(file.getKey(), now.get(), file.getValue(), foreign));
            }
        }
        for (var path : state.files().keySet()) {
            var now = folder.read(path);
            if (!wanted.containsKey(path) && now.isPresent()) {
                changes.add(FileChanges.delete(path, now.get()));
            }
        }
        return changes;
    }

    private PlannedOutput output(FilesState state, TreeMap<String, byte[]> wanted) {
        var before = state.files().keySet();
        return new PlannedOutput(
                OUTPUT,
                FileChanges.ofPaths(before, wanted.keySet()),
                before.isEmpty() ? null : paths(before),
                wanted.isEmpty() ? null : paths(wanted.keySet()),
                true,
                false);
    }

    private JsonNode paths(Iterable<String> paths) {
        var array = json.createArrayNode();
        paths.forEach(array::add);
        return array;
    }

    @Override
    public Optional<String> stale(StepJob job, StepPlan approved) throws EngineException {
        try {
            return FilePlan.open(job.dir(), json).stale(new Folder(job.dir().environment()));
        } catch (IOException e) {
            throw new EngineException("The sealed plan can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public StepResult apply(StepJob job, StepPlan approved) {
        try {
            return carryOut(job, approved, FilesState.read(job.dir().state(), json));
        } catch (IOException e) {
            var why = "What was written could not be recorded: " + e.getMessage();
            return new StepResult(Outcome.UNPROVEN, List.of(), 0, approved.changes().size(), why);
        }
    }

    private StepResult carryOut(StepJob job, StepPlan approved, FilesState state)
            throws IOException {
        var folder = new Folder(job.dir().environment());
        var plan = FilePlan.open(job.dir(), json);
        var planned = approved.changes().size();
        for (int done = 0; done < planned; done++) {
            var change = approved.changes().get(done);
            if (job.console().cancelRequested()) {
                return ended(
                        job,
                        state,
                        Outcome.CANCELED,
                        done,
                        planned,
                        "Stopped before " + change.address() + ".");
            }
            job.console().progress(new Progress(done, planned, change.address()));
            try {
                plan.carryOut(change.address(), folder, state);
            } catch (IOException e) {
                var why =
                        "The file " + change.address() + " could not be written: " + e.getMessage();
                return ended(job, state, Outcome.FAILED, done, planned, why);
            }
            job.console().line(Stream.OUT, change.action() + " " + change.address());
        }
        plan.settle(folder, state);
        return ended(job, state, Outcome.SUCCEEDED, planned, planned, "");
    }

    private StepResult ended(
            StepJob job, FilesState state, Outcome outcome, int done, int planned, String message)
            throws IOException {
        state.write(job.dir().state(), state.serial() + 1, json);
        job.console().state(job.dir().state());
        job.console().progress(new Progress(done, planned, null));
        return new StepResult(outcome, List.of(output(state)), done, planned, message);
    }

    private Output output(FilesState state) {
        return new Output(OUTPUT, paths(state.files().keySet()), false);
    }

    @Override
    public List<Output> outputs(byte[] state) {
        return List.of(output(FilesState.parse(state, json)));
    }

    @Override
    public List<Resource> resources(byte[] state) {
        var resources = new ArrayList<Resource>();
        FilesState.parse(state, json)
                .files()
                .forEach(
                        (path, content) ->
                                resources.add(
                                        new Resource(
                                                path,
                                                "file",
                                                path,
                                                json.createObjectNode()
                                                        .put("size", content.length))));
        return resources;
    }

    @Override
    public List<String> byHand(StepSpec step, Inputs inputs, Path dir) throws IOException {
        return ByHand.commands(FilesState.read(dir.resolve("state"), json), dir);
    }

    /** Each file is written whole or not at all, so the folder itself tells how far it came. */
    @Override
    public StepResult recover(StepJob job, StepPlan approved) {
        int planned = approved.changes().size();
        try {
            var folder = new Folder(job.dir().environment());
            var state = FilesState.read(job.dir().state(), json);
            var plan = FilePlan.open(job.dir(), json);
            int done = plan.landed(folder, state);
            if (done == planned) {
                plan.settle(folder, state);
                return ended(job, state, Outcome.SUCCEEDED, done, planned, "");
            }
            var why = "The portal was stopped while it wrote the files.";
            return done == 0
                    ? new StepResult(Outcome.FAILED, List.of(), 0, planned, why)
                    : ended(job, state, Outcome.FAILED, done, planned, why);
        } catch (IOException e) {
            var why = "What was written can't be read: " + e.getMessage();
            return new StepResult(Outcome.UNPROVEN, List.of(), 0, planned, why);
        }
    }
}
