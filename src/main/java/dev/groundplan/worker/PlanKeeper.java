package dev.groundplan.worker;

import dev.groundplan.engine.EngineException;
import dev.groundplan.environment.Environments;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlannedStep;
import dev.groundplan.run.plan.Plans;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores a plan and moves its run on, in one transaction: a plan without its run's status would be
 * lost.
 */
@Component
class PlanKeeper {
    private final PlanVerdict verdict;
    private final Plans plans;
    private final ArtifactStore artifacts;
    private final Environments environments;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    PlanKeeper(
            PlanVerdict verdict,
            Plans plans,
            ArtifactStore artifacts,
            Environments environments,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.verdict = verdict;
        this.plans = plans;
        this.artifacts = artifacts;
        this.environments = environments;
        this.transaction = transaction;
        this.json = json;
    }

    void keep(RunContext context, PartPlanner.Part part, Plan sealed) throws IOException {
        var packed = SealedPlan.pack(part.planned(), json);
        transaction.executeWithoutResult(
                status -> {
                    environments.lock(context.environment().id());
                    var plan = withBundle(sealed, artifacts.save("bundle", packed));
                    plans.save(plan, part.planned().stream().map(PlanKeeper::stored).toList());
                    verdict.moveOn(context, part, plan);
                });
    }

    /** What the tool said about single inputs, masked, as JSON; null when nothing. */
    @Nullable String problems(RunContext context, EngineException e) {
        return e.inputProblems().isEmpty()
                ? null
                : context.scrubber().scrub(json.writeValueAsString(e.inputProblems()));
    }

    private static Plan withBundle(Plan plan, ArtifactId bundle) {
        return new Plan(
                plan.id(),
                plan.runId(),
                plan.part(),
                plan.attempt(),
                plan.digest(),
                plan.manifest(),
                plan.guarantee(),
                plan.counts(),
                plan.destructive(),
                plan.complete(),
                plan.approvalsNeeded(),
                bundle,
                plan.createdAt(),
                null);
    }

    private static PlannedStep stored(SealedStep step) {
        var state = step.state();
        return new PlannedStep(step.task().id(), step.plan(), state == null ? null : state.id());
    }
}
