package dev.groundplan.engine.chef;

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
 * Chef and Cinc: plans by a why-run, checks again right before it runs the recipes, and remembers
 * what it brought into which state.
 */
@Component
@EnableConfigurationProperties(ChefProperties.class)
public class ChefEngine implements Engine {
    private static final EngineKind KIND = new EngineKind("chef");

    private final Installation installation;
    private final ChefPlanner planner;
    private final ChefApplier applier;

    ChefEngine(Installation installation, ChefPlanner planner, ChefApplier applier) {
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
        return "Chef";
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
        var properties = schema.putObject("properties");
        var runList = properties.putObject("run_list").put("type", "array");
        runList.put(
                "description",
                "The recipes to run, as cookbook or cookbook::recipe. Without it the default recipe of the only cookbook.");
        runList.putObject("items").put("type", "string");
        properties
                .putObject("undo")
                .put("type", "string")
                .put("description", "A recipe that takes back what the step did, for a destroy.");
        return schema;
    }

    @Override
    public SourceDescription describe(Path root, StepSpec step) throws EngineException {
        return SourceReader.read(root, step);
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

    /** What was configured; the properties of its resources only the recipes know. */
    @Override
    public List<Resource> resources(byte[] state) {
        return State.parse(state).map(State::resources).orElse(List.of());
    }

    @Override
    public List<String> byHand(StepSpec step, Inputs inputs, Path dir) throws IOException {
        return ByHand.commands(step, inputs, dir);
    }
}
