package dev.groundplan.worker;

import dev.groundplan.run.Run;
import dev.groundplan.run.plan.Plan;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens what an approved run would apply, with the values and outputs that it was planned with. */
@Component
class PlanOpening {
    private final RunContext.Factory contexts;
    private final SealedPlans sealedPlans;
    private final KnownOutputs known;

    PlanOpening(RunContext.Factory contexts, SealedPlans sealedPlans, KnownOutputs known) {
        this.contexts = contexts;
        this.sealedPlans = sealedPlans;
        this.known = known;
    }

    record Opened(RunContext context, Plan plan, List<SealedStep> steps) {}

    Opened open(Run approved) throws PlanOutdatedException {
        var context = contexts.of(approved);
        known.recorded(context);
        return known(context, sealedPlans.open(context));
    }

    /** The plan of an apply that was begun by another worker. */
    Opened reopen(Run applying) throws PlanOutdatedException {
        var context = contexts.of(applying);
        known.recorded(context);
        return known(context, sealedPlans.reopen(context));
    }

    private Opened known(RunContext context, SealedPlans.Opened sealed) {
        sealed.steps().forEach(step -> known.planned(context, step));
        return new Opened(context, sealed.plan(), sealed.steps());
    }
}
