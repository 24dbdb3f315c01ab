package dev.groundplan.run.approval;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Cause;
import dev.groundplan.run.PlainText;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunNotFoundException;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approval.Decision;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.Plans;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People decide on plans: somebody else than the requester, on the very digest that they saw. */
@Service
public class ApprovalService {
    private static final int TEXT = 2000;
    private final RunService runs;
    private final Plans plans;
    private final Approvals approvals;
    private final Environments environments;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    ApprovalService(
            RunService runs,
            Plans plans,
            Approvals approvals,
            Environments environments,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.runs = runs;
        this.plans = plans;
        this.approvals = approvals;
        this.environments = environments;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Records a decision and moves the run on.
     *
     * @throws RunNotFoundException when the viewer may not even see it
     * @throws DecisionRefusedException when it is not the viewer's to decide
     * @throws DecisionIncompleteException when the reason or the typed name is missing
     * @throws DecisionTooLateException when it was decided already, or another plan took its place
     */
    @Transactional
    public Run decide(Viewer viewer, RunId id, dev.groundplan.run.approval.Decision decision) {
        var environment = environments.lock(runs.get(id).environmentId());
        var run = runs.get(id);
        refuseStranger(viewer, environment, run);
        var plan = refuseTooLate(run, decision.planDigest());
        refuseIncomplete(environment, plan, decision);
        var override = override(viewer, environment, run, decision);
        approvals.byPerson(run, plan, decision.kind(), viewer.id(), override, decision.comment());
        publisher.publishEvent(
                new PlanDecided(
                        run,
                        plan.digest(),
                        decision.kind(),
                        viewer.id(),
                        override,
                        decision.comment()));
        return move(viewer, id, decision);
    }

    /** Whether the viewer took this very decision before: sent twice, it counts once. */
    @Transactional(readOnly = true)
    public boolean isRepeated(
            Viewer viewer, RunId id, dev.groundplan.run.approval.Decision decision) {
        return plans.of(id).stream()
                .filter(plan -> plan.digest().equals(decision.planDigest()))
                .flatMap(plan -> approvals.of(plan.id()).stream())
                .anyMatch(
                        made ->
                                viewer.id().equals(made.decidedBy())
                                        && made.decision() == decision.kind());
    }

    /** Why the viewer can't decide this run, as a sentence; null when the viewer can. */
    public @Nullable String whyNot(Viewer viewer, Environment environment, Run run) {
        if (!viewer.mayApprove(environment.teamId())) {
            return "Only approvers of the team decide.";
        }
        return isOwn(viewer, run) && !viewer.owns(environment.teamId())
                ? "You requested this run; another approver must decide."
                : null;
    }

    private void refuseStranger(Viewer viewer, Environment environment, Run run) {
        if (!viewer.sees(environment.teamId())) {
            throw new RunNotFoundException(run.id());
        }
        var reason = whyNot(viewer, environment, run);
        if (reason != null) {
            throw new DecisionRefusedException(reason);
        }
    }

    private static boolean isOwn(Viewer viewer, Run run) {
        return run.request().requestedBy().equals(viewer.id());
    }

    private Plan refuseTooLate(Run run, String planDigest) {
        if (run.status() != RunStatus.AWAITING_APPROVAL) {
            throw new DecisionTooLateException(
                    run, "The run is not waiting for a decision any more.");
        }
        return plans.current(run.id())
                .filter(plan -> plan.digest().equals(planDigest) && plan.voidedAt() == null)
                .orElseThrow(
                        () ->
                                new DecisionTooLateException(
                                        run,
                                        "The plan that you saw is no longer this run's plan. Look at the new one."));
    }

    private static void refuseIncomplete(
            Environment environment, Plan plan, dev.groundplan.run.approval.Decision decision) {
        refuseUnshowable("comment", "The comment ", decision.comment());
        refuseUnshowable("overrideReason", "The reason ", decision.overrideReason());
        if (decision.kind() == Decision.REJECT && decision.comment().isBlank()) {
            throw new DecisionIncompleteException(
                    "comment",
                    "Say why you reject it: the requester sees your words above the form.");
        }
        if (decision.kind() == Decision.APPROVE
                && plan.destructive()
                && !environment.name().equals(decision.confirmation())) {
            throw new DecisionIncompleteException(
                    "confirmation",
                    "This plan destroys or replaces something. Type the environment's name, %s, to approve it."
                            .formatted(environment.name()));
        }
    }

    private static void refuseUnshowable(String field, String subject, @Nullable String text) {
        var problem = text == null ? "" : PlainText.problem(text, TEXT);
        if (!problem.isEmpty()) {
            throw new DecisionIncompleteException(field, subject + problem);
        }
    }

    private static @Nullable String override(
            Viewer viewer,
            Environment environment,
            Run run,
            dev.groundplan.run.approval.Decision decision) {
        if (decision.kind() == Decision.REJECT || !isOwn(viewer, run)) {
            return null;
        }
        var reason = decision.overrideReason();
        if (reason == null || reason.isBlank()) {
            throw new DecisionRefusedException(
                    "You requested this run; another approver must decide. As an owner you can override that with a reason.");
        }
        return reason;
    }

    private Run move(Viewer viewer, RunId id, dev.groundplan.run.approval.Decision decision) {
        var approves = decision.kind() == Decision.APPROVE;
        var said = decision.comment().isBlank() ? "" : ": " + decision.comment();
        return runs.change(
                id,
                Cause.by(viewer.id(), (approves ? "Approved" : "Rejected") + said),
                run -> approves ? run.approve() : run.reject(clock.instant()));
    }
}
