package dev.groundplan.run.web;

import dev.groundplan.engine.Guarantee;
import dev.groundplan.environment.Environment;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.ApprovalService;
import dev.groundplan.run.approval.Approvals;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.Plans;
import dev.groundplan.run.web.DecisionView.Made;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The box where a plan is decided on, for one viewer. */
@Component
class DecisionBox {
    private final ApprovalService service;
    private final Approvals approvals;
    private final Plans plans;
    private final People people;
    private final Teams teams;

    DecisionBox(
            ApprovalService service, Approvals approvals, Plans plans, People people, Teams teams) {
        this.service = service;
        this.approvals = approvals;
        this.plans = plans;
        this.people = people;
        this.teams = teams;
    }

    /** What was typed before a refusal, and why it was refused. */
    record Tried(String comment, @Nullable String problem) {
        static final Tried NOTHING = new Tried("", null);
    }

    /** Null when there never was or will be anything to decide. */
    @Nullable DecisionView of(
            Viewer viewer, Environment environment, Run run, @Nullable Plan plan, Tried tried) {
        var made = made(run);
        var open = run.status() == RunStatus.AWAITING_APPROVAL;
        if (plan == null || (!open && made.isEmpty())) {
            return null;
        }
        var whyNot = service.whyNot(viewer, environment, run);
        var team = teams.get(environment.teamId());
        return new DecisionView(
                open,
                whyNot == null,
                whyNot == null ? null : whyNot + " " + who(environment, run),
                "1 approval by " + team.title(),
                PlanWords.summary(run, plan.counts()),
                promise(run, plan),
                "/runs/" + run.id() + "/approval",
                plan.digest(),
                approveLabel(run),
                plan.destructive() ? environment.name() : null,
                isOwn(viewer, run),
                tried.comment(),
                tried.problem(),
                made);
    }

    private static boolean isOwn(Viewer viewer, Run run) {
        return run.request().requestedBy().equals(viewer.id());
    }

    private static String promise(Run run, Plan plan) {
        if (run.request().kind() == RunKind.RECONCILE) {
            return "Nothing is changed out there. What was found is recorded, and the environment is free again.";
        }
        return plan.guarantee() == Guarantee.EXACT
                ? "You approve exactly this plan; if anything moves, nothing runs."
                : "You approve this prediction. It is made again right before; if it differs, nothing runs.";
    }

    private static String approveLabel(Run run) {
        return switch (run.request().kind()) {
            case DESTROY -> "Approve and destroy";
            case RECONCILE -> "Accept";
            default -> "Approve and apply";
        };
    }

    private String who(Environment environment, Run run) {
        var names =
                teams.approversOf(environment.teamId()).stream()
                        .filter(person -> !person.id().equals(run.request().requestedBy()))
                        .map(Person::name)
                        .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "The team has no other approver: an owner of the team can add one."
                : "Who can: " + names + ".";
    }

    private List<Made> made(Run run) {
        return plans.of(run.id()).stream()
                .flatMap(
                        plan ->
                                approvals.of(plan.id()).stream()
                                        .map(approval -> made(approval, plan)))
                .toList();
    }

    private Made made(Approval approval, Plan plan) {
        var by = approval.decidedBy() == null ? "the portal" : people.nameOf(approval.decidedBy());
        var comment = approval.comment().isBlank() ? null : approval.comment();
        return new Made(mark(approval, plan), by, comment, approval.at());
    }

    private static StatusMark mark(Approval approval, Plan plan) {
        if (plan.voidedAt() != null) {
            return StatusMark.of(Tone.IDLE, "No longer counts");
        }
        if (approval.decision() == Approval.Decision.REJECT) {
            return new StatusMark(Tone.BAD, "x", "Rejected");
        }
        return new StatusMark(
                Tone.OK,
                "check",
                approval.overrideReason() == null ? "Approved" : "Approved own request");
    }
}
