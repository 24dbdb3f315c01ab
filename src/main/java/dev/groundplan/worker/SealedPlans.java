package dev.groundplan.worker;

import dev.groundplan.catalog.TemplateDamagedException;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlanChanges;
import dev.groundplan.run.plan.Plans;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.store.UnreadableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Opens the sealed plan of a run and refuses it when anything that its digest binds has moved. */
@Component
class SealedPlans {
    private final Plans plans;
    private final PlanChanges shown;
    private final ArtifactStore artifacts;
    private final StateVersions states;
    private final PlanManifest manifests;
    private final JsonMapper json;

    SealedPlans(
            Plans plans,
            PlanChanges shown,
            ArtifactStore artifacts,
            StateVersions states,
            PlanManifest manifests,
            JsonMapper json) {
        this.plans = plans;
        this.shown = shown;
        this.artifacts = artifacts;
        this.states = states;
        this.manifests = manifests;
        this.json = json;
    }

    record Opened(Plan plan, List<SealedStep> steps) {}

    Opened open(RunContext context) throws PlanOutdatedException {
        var plan = current(context);
        var steps = steps(context, plan);
        var manifest = manifests.of(plan.id(), steps);
        if (!PlanManifest.digest(manifest).equals(plan.digest())) {
            throw new PlanOutdatedException(whatMoved(plan.manifest(), manifest));
        }
        for (var step : steps) {
            refuseShownOtherwise(plan, step);
        }
        return new Opened(plan, steps);
    }

    private Plan current(RunContext context) throws PlanOutdatedException {
        return plans.current(context.run().id())
                .filter(current -> current.voidedAt() == null)
                .orElseThrow(() -> new PlanOutdatedException("The run has no plan."));
    }

    /**
     * Of a plan that is consumed already. What its digest binds was compared before it began; since
     * then the recorded state has moved, because of it.
     */
    Opened reopen(RunContext context) throws PlanOutdatedException {
        var plan = current(context);
        return new Opened(plan, steps(context, plan));
    }

    /** People decide on rows of the database, and the digest binds what was sealed. */
    private void refuseShownOtherwise(Plan plan, SealedStep step) throws PlanOutdatedException {
        var planned = new ArrayList<>(step.plan().changes());
        planned.addAll(step.plan().drift());
        if (!shown.of(plan.id(), step.task().id()).equals(planned)) {
            throw new PlanOutdatedException(
                    "The changes that were shown for approval are not those that were planned.");
        }
    }

    private List<SealedStep> steps(RunContext context, Plan plan) throws PlanOutdatedException {
        var bundle = plan.bundle();
        if (bundle == null) {
            throw new PlanOutdatedException("The plan's files are gone.");
        }
        try {
            var contents = SealedPlan.unpack(artifacts.read(bundle), json);
            var steps = new ArrayList<SealedStep>();
            for (var task : context.tasks()) {
                var content = contents.get(task.id());
                if (content != null) {
                    var state = states.latest(context.environment().id(), task.id()).orElse(null);
                    steps.add(new SealedStep(task, content.plan(), content.bundle(), state));
                }
            }
            return steps;
        } catch (IOException | UnreadableException | TemplateDamagedException e) {
            throw new PlanOutdatedException("The plan's files are damaged: " + e.getMessage());
        }
    }

    /** The first thing that differs, in words. */
    private String whatMoved(String then, String now) {
        var before = json.readTree(then).path("steps");
        var after = json.readTree(now).path("steps");
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            for (var name :
                    List.of(
                            "template",
                            "values",
                            "state",
                            "tool",
                            "version",
                            "changes",
                            "outputs",
                            "files")) {
                if (!before.path(i).path(name).equals(after.path(i).path(name))) {
                    return moved(name);
                }
            }
        }
        return "The plan is not what was approved.";
    }

    private static String moved(String name) {
        return switch (name) {
            case "template" -> "The template's files are not those that were planned with.";
            case "values" -> "The values are not those that were planned with.";
            case "state" -> "The environment's recorded state was changed since the plan was made.";
            case "tool", "version" -> "The tool on this worker is not the one that made the plan.";
            default -> "The sealed files of the plan are not those that were approved.";
        };
    }
}
