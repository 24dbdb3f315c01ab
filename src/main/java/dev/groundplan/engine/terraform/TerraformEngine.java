package dev.groundplan.engine.terraform;

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
import dev.groundplan.engine.terraform.hcl.ModuleReader;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Terraform and OpenTofu: plans a saved plan file and applies exactly that, on a local state. */
@Component
public class TerraformEngine implements Engine {
    private static final EngineKind KIND = new EngineKind("terraform");

    private final ModuleReader modules = new ModuleReader();
    private final Binaries binaries;
    private final Planner planner;
    private final Applier applier;

    TerraformEngine(Binaries binaries, Planner planner, Applier applier) {
        this.binaries = binaries;
        this.planner = planner;
        this.applier = applier;
    }

    @Override
    public EngineKind kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Terraform";
    }

    @Override
    public Availability availability() {
        return binaries.availability();
    }

    @Override
    public ObjectNode options() {
        var schema =
                Json.MAPPER
                        .createObjectNode()
                        .put("type", "object")
                        .put("additionalProperties", false);
        schema.putObject("properties");
        return schema;
    }

    @Override
    public SourceDescription describe(Path root, StepSpec step) throws EngineException {
        return modules.read(root.resolve(step.source()), root);
    }

    @Override
    public List<Problem> validate(StepJob job) throws EngineException {
        return planner.validate(job);
    }

    /** Sources are looked at again: what import refuses must not be planned either. */
    @Override
    public StepPlan plan(StepJob job) throws EngineException {
        var refused =
                describe(job.dir().source(), job.step()).problems().stream()
                        .filter(Problem::fatal)
                        .findFirst();
        if (refused.isPresent()) {
            throw new EngineException(refused.get().toString());
        }
        return planner.plan(job);
    }

    @Override
    public Optional<String> stale(StepJob job, StepPlan approved) throws EngineException {
        return applier.stale(job, approved);
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
    public List<String> byHand(StepSpec step, Inputs inputs, Path dir) throws IOException {
        return ByHand.commands(step, inputs, dir);
    }

    @Override
    public List<Output> outputs(byte[] state) {
        return StateFile.parse(state).map(StateFile::outputs).orElse(List.of());
    }

    @Override
    public List<Resource> resources(byte[] state) {
        return StateFile.parse(state).map(StateFile::resources).orElse(List.of());
    }
}
