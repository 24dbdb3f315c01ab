package dev.groundplan.run.api;

import dev.groundplan.identity.People;
import dev.groundplan.run.Run;
import dev.groundplan.run.api.RunAnswer.ApprovalAnswer;
import dev.groundplan.run.api.RunAnswer.PartAnswer;
import dev.groundplan.run.api.RunAnswer.PlanAnswer;
import dev.groundplan.run.api.RunAnswer.PlanSummary;
import dev.groundplan.run.api.RunAnswer.RunStepAnswer;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.Approvals;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlanChanges;
import dev.groundplan.run.plan.Plans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plans of a run as the API answers them. */
@Component
class PlanAnswers {
    private static final int CHANGES = 500;
    private final Plans plans;
    private final PlanChanges changes;
    private final Approvals approvals;
    private final RunSteps steps;
    private final People people;

    PlanAnswers(
            Plans plans, PlanChanges changes, Approvals approvals, RunSteps steps, People people) {
        this.plans = plans;
        this.changes = changes;
        this.approvals = approvals;
        this.steps = steps;
        this.people = people;
    }

    /** By number; steps that are planned later make up the one after the last. */
    List<PartAnswer> parts(Run run) {
        Map<Integer, List<RunStepAnswer>> byPart = new TreeMap<>();
        for (var step : steps.of(run.id())) {
            var part = step.part() == null ? run.part() + 1 : step.part();
            byPart.computeIfAbsent(part, number -> new ArrayList<>()).add(step(step));
        }
        Map<Integer, PlanSummary> newest = new TreeMap<>();
        plans.of(run.id()).forEach(plan -> newest.put(plan.part(), summary(plan)));
        newest.keySet().forEach(part -> byPart.computeIfAbsent(part, number -> List.of()));
        return byPart.entrySet().stream()
                .map(part -> part(part.getKey(), part.getValue(), newest.get(part.getKey())))
                .toList();
    }

    private static PartAnswer part(
            int number, List<RunStepAnswer> steps, @Nullable PlanSummary plan) {
        return new PartAnswer(number, steps, plan);
    }

    private static RunStepAnswer step(RunStep step) {
        var waitsFor = step.waitsFor();
        return new RunStepAnswer(
                step.step(),
                step.engine(),
                step.status().name(),
                waitsFor == null || waitsFor.isBlank() ? List.of() : List.of(waitsFor.split(", ")));
    }

    /** Null until there is one. */
    @Nullable PlanAnswer current(Run run) {
        return plans.current(run.id()).map(this::full).orElse(null);
    }

    private PlanAnswer full(Plan plan) {
        return new PlanAnswer(
                summary(plan),
                page(plan, false, 0, CHANGES),
                page(plan, true, 0, CHANGES),
                approvals.of(plan.id()).stream().map(this::approval).toList());
    }

    /** Changes after so many others, the riskiest first. */
    List<ChangeAnswer> page(Plan plan, boolean drift, int after, int limit) {
        var filter = new PlanChanges.Filter(drift, null, null);
        return ChangeAnswer.of(changes.page(plan.id(), filter, after, limit), after);
    }

    private static PlanSummary summary(Plan plan) {
        return new PlanSummary(
                plan.id().value(),
                plan.digest(),
                plan.guarantee(),
                plan.counts(),
                plan.complete(),
                plan.destructive(),
                plan.approvalsNeeded(),
                plan.createdAt(),
                plan.voidedAt());
    }

    private ApprovalAnswer approval(Approval approval) {
        var by = approval.decidedBy();
        return new ApprovalAnswer(
                approval.kind(),
                approval.decision(),
                by == null ? null : PersonAnswer.of(by, people),
                approval.ruleName(),
                approval.overrideReason(),
                approval.comment(),
                approval.planDigest(),
                approval.at());
    }
}
