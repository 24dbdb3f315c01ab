package dev.groundplan.engine.recorder;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.Console;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Guarantee;
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
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes and removes things (small files in the environment's folder) as its values say, with a real
 * child process or inside the JVM, and journals everything it does.
 */
@Component
@ConditionalOnProperty(name = "groundplan.recorder", havingValue = "true")
public class RecorderEngine implements Engine {
    public static final EngineKind KIND = new EngineKind("recorder");
    private final JsonMapper json;
    private final RecorderChild child;
    private final RecorderInline inline;
    private volatile String tool = "sha256:recorder-1";

    RecorderEngine(JsonMapper json, RecorderChild child, RecorderInline inline) {
        this.json = json;
        this.child = child;
        this.inline = inline;
    }

    /** From now on this worker has another tool. */
    public void replaceTool(String digest) {
        tool = digest;
    }

    @Override
    public EngineKind kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Recorder";
    }

    @Override
    public Availability availability() {
        return Availability.of("1", tool);
    }

    @Override
    public ObjectNode options() {
        return json.createObjectNode().put("type", "object");
    }

    @Override
    public SourceDescription describe(Path root, StepSpec step) {
        var outputs = List.of(new DeclaredOutput("stamp", "Known after the apply", false));
        return new SourceDescription(RecorderSettings.schema(json), outputs, List.of());
    }

    @Override
    public List<Problem> validate(StepJob job) {
        return List.of();
    }

    @Override
    public StepPlan plan(StepJob job) throws EngineException {
        try {
            var settings = RecorderSettings.of(job.inputs().values());
            var state = Things.recorded(job.dir().state(), json);
            var real = Things.real(job.dir().environment(), settings.prefix());
            var changes =
                    job.intent() == Intent.REFRESH
                            ? List.<Change>of()
                            : changes(real, wanted(job.intent(), settings));
            RecorderPlan.seal(job.dir(), settings, state, real, changes, json);
            var end = settings.inline() ? inline.plan(job) : child.plan(job);
            refuse(end);
            return new StepPlan(
                    Guarantee.EXACT,
                    changes,
                    drift(state, real),
                    stamp(state, changes),
                    true,
                    List.of(),
                    "1");
        } catch (IOException e) {
            throw new EngineException("The recorder could not plan: " + e.getMessage(), e);
        }
    }

    private static void refuse(RecorderEnd end) throws EngineException {
        if (end.outcome() == Outcome.CANCELED) {
            throw new EngineException(end.message(), List.of(), true);
        }
        if (end.outcome() != Outcome.SUCCEEDED) {
            throw new EngineException(end.message());
        }
    }

    private static TreeMap<String, String> wanted(Intent intent, RecorderSettings settings) {
        var wanted = new TreeMap<String, String>();
        for (int i = 1; intent == Intent.APPLY && i <= settings.count(); i++) {
            wanted.put(settings.prefix() + "-%03d".formatted(i), settings.content());
        }
        return wanted;
    }

    private List<Change> changes(TreeMap<String, String> real, TreeMap<String, String> wanted) {
        var changes = new ArrayList<Change>();
        wanted.forEach(
                (address, content) -> {
                    if (!content.equals(real.get(address))) {
                        changes.add(change(address, real.get(address), content));
                    }
                });
        real.forEach(
                (address, content) -> {
                    if (!wanted.containsKey(address)) {
                        changes.add(change(address, content, null));
                    }
                });
        return changes;
    }

    private List<Change> drift(Things state, TreeMap<String, String> real) {
        var drift = new ArrayList<Change>();
        state.contents()
                .forEach(
                        (address, content) -> {
                            if (!content.equals(real.get(address))) {
                                drift.add(change(address, content, real.get(address)));
                            }
                        });
        return drift;
    }

    private Change change(
            String address,
            @org.jspecify.annotations.Nullable String before,
            @org.jspecify.annotations.Nullable String after) {
        var action =
                before == null
                        ? ChangeAction.CREATE
                        : after == null ? ChangeAction.DELETE : ChangeAction.UPDATE;
        return new Change(
                address,
                null,
                "thing",
                address,
                null,
                action,
                null,
                before == null ? null : json.createObjectNode().put("content", before),
                after == null ? null : json.createObjectNode().put("content", after),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                Change.Fidelity.EXACT);
    }

    private List<PlannedOutput> stamp(Things state, List<Change> changes) {
        var value = changes.isEmpty() ? stamp(state) : null;
        return List.of(
                new PlannedOutput(
                        "stamp",
                        changes.isEmpty() ? ChangeAction.NO_OP : ChangeAction.UPDATE,
                        null,
                        value,
                        changes.isEmpty(),
                        false));
    }

    private JsonNode stamp(Things state) {
        return json.getNodeFactory().stringNode("stamp-" + state.serial());
    }

    @Override
    public Optional<String> stale(StepJob job, StepPlan approved) throws EngineException {
        try {
            return RecorderPlan.stale(job.dir(), RecorderSettings.of(job.inputs().values()));
        } catch (IOException e) {
            throw new EngineException("The recorder's plan can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public StepResult apply(StepJob job, StepPlan approved) {
        return follow(
                job,
                approved,
                console ->
                        RecorderSettings.of(job.inputs().values()).inline()
                                ? inline.apply(job, console)
                                : child.apply(job, console));
    }

    private interface Work {
        RecorderEnd carryOut(Following console) throws IOException;
    }

    private StepResult follow(StepJob job, StepPlan approved, Work work) {
        var planned = approved.changes().size();
        try {
            var console = new Following(job, planned);
            var end = work.carryOut(console);
            job.console().state(job.dir().state());
            var after = Things.recorded(job.dir().state(), json);
            var outputs = List.of(new Output("stamp", stamp(after), false));
            return new StepResult(end.outcome(), outputs, console.done(), planned, end.message());
        } catch (IOException e) {
            var why = "The recorder lost its child: " + e.getMessage();
            return new StepResult(Outcome.UNPROVEN, List.of(), 0, planned, why);
        }
    }

    /** Counts the effects that a child says it had, and tells about the state after each. */
    static final class Following {
        private final StepJob job;
        private final int planned;
        private int done;

        Following(StepJob job, int planned) {
            this.job = job;
            this.planned = planned;
        }

        void line(Console.Stream stream, String text) {
            job.console().line(stream, text);
            var words = text.split(" ");
            if (words.length == 4 && words[1].equals("effect")) {
                done++;
                job.console().progress(new Progress(done, planned, words[3]));
                job.console().state(job.dir().state());
            }
        }

        int done() {
            return done;
        }
    }

    @Override
    public List<Output> outputs(byte[] state) {
        var serial = json.readTree(state).path("serial").asLong();
        return List.of(
                new Output("stamp", json.getNodeFactory().stringNode("stamp-" + serial), false));
    }

    @Override
    public List<Resource> resources(byte[] state) {
        var resources = new ArrayList<Resource>();
        json.readTree(state)
                .path("things")
                .forEachEntry(
                        (name, content) ->
                                resources.add(
                                        new Resource(
                                                name,
                                                "thing",
                                                name,
                                                json.createObjectNode()
                                                        .put("content", content.asString()))));
        return resources;
    }

    @Override
    public StepResult recover(StepJob job, StepPlan approved) {
        if (RecorderSettings.of(job.inputs().values()).inline()) {
            var planned = approved.changes().size();
            return new StepResult(
                    Outcome.UNPROVEN, List.of(), 0, planned, "The recorder was interrupted.");
        }
        return follow(job, approved, console -> child.recover(job, console));
    }
}
