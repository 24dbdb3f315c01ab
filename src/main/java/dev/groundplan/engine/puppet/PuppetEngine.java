package dev.groundplan.engine.puppet;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.Resource;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.configuration.State;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puppet: compiles a catalog once, plans and applies that very catalog, and remembers what it
 * brought into which state.
 */
@Component
@EnableConfigurationProperties(PuppetProperties.class)
public class PuppetEngine implements Engine {
    private static final EngineKind KIND = new EngineKind("puppet");

    private final Installation installation;
    private final PuppetPlanner planner;
    private final PuppetApplier applier;

    PuppetEngine(Installation installation, PuppetPlanner planner, PuppetApplier applier) {
        this.installation = installation;
        this.planner = planner;
        this.applier = applier;
    }

    @Override
    public EngineKind kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Puppet";
    }

    @Override
    public Availability availability() {
        return installation.availability();
    }

    @Override
    public ObjectNode options() {
        var schema =
                Json.MAPPER
                        .createObjectNode()
                        .put("type", "object")
                        .put("additionalProperties", false);
        schema.putObject("properties")
                .putObject("undo")
                .put("type", "string")
                .put(
                        "description",
                        "A manifest or module that takes back what the step did, for a destroy.");
        return schema;
    }

    @Override
    public SourceDescription describe(Path root, StepSpec step) throws EngineException {
        return SourceReader.read(root, Manifest.of(root, step));
    }

    @Override
    public List<Problem> validate(StepJob job) throws EngineException {
        return planner.validate(job);
    }

    @Override
    public StepPlan plan(StepJob job) throws EngineException {
        return planner.plan(job);
    }

    @Override
    public Optional<String> stale(StepJob job, StepPlan approved) throws EngineException {
        return planner.stale(job, approved);
    }

    @Override
    public StepResult apply(StepJob job, StepPlan approved) {
        return applier.apply(job, approved);
    }

    @Override
    public StepResult recover(StepJob job, StepPlan approved) {
        return applier.recover(job, approved);
    }

    @Override
    public List<Output> outputs(byte[] state) {
        return State.parse(state).map(State::outputs).orElse(List.of());
    }

    /** What was configured; its values only the catalog knew. */
    @Override
    public List<Resource> resources(byte[] state) {
        return State.parse(state).map(State::resources).orElse(List.of());
    }

    @Override
    public List<String> byHand(StepSpec step, Inputs inputs, Path dir) throws IOException {
        return ByHand.commands(step, inputs, dir);
    }
}
