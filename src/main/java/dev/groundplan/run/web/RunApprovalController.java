package dev.groundplan.run.web;

import static java.util.Objects.requireNonNull;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.RunId;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.ApprovalService;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.run.approval.DecisionIncompleteException;
import dev.groundplan.run.approval.DecisionRefusedException;
import dev.groundplan.run.approval.DecisionTooLateException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Decisions on plans. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class RunApprovalController {
    private final ApprovalService approvals;
    private final RunPage page;

    RunApprovalController(ApprovalService approvals, RunPage page) {
        this.approvals = approvals;
        this.page = page;
    }

    /**
     * @param decision "approve" or "reject"
     */
    record Form(
            @Nullable String decision,
            @Nullable String planDigest,
            @Nullable String comment,
            @Nullable String confirmation,
            @Nullable String overrideReason) {
        Decision toDecision() {
            return new Decision(
                    "approve".equals(decision)
                            ? Approval.Decision.APPROVE
                            : Approval.Decision.REJECT,
                    planDigest == null ? "" : planDigest,
                    comment == null ? "" : comment.strip(),
                    confirmation == null ? null : confirmation.strip(),
                    overrideReason == null ? null : overrideReason.strip());
        }
    }

    @PostMapping("/runs/{id}/approval")
    ModelAndView decide(Viewer viewer, @PathVariable UUID id, Form form, RedirectAttributes flash) {
        var run = new RunId(id);
        try {
            approvals.decide(viewer, run, form.toDecision());
            flash.addFlashAttribute(
                    "notice",
                    "approve".equals(form.decision())
                            ? "Approved. It is applied as soon as a worker is free."
                            : "Rejected. The requester sees your reason.");
            return new ModelAndView("redirect:/runs/" + id);
        } catch (DecisionIncompleteException e) {
            return again(viewer, run, form, e, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (DecisionRefusedException e) {
            return again(viewer, run, form, e, HttpStatus.FORBIDDEN);
        } catch (DecisionTooLateException | IllegalRunTransitionException e) {
            if (approvals.isRepeated(viewer, run, form.toDecision())) {
                flash.addFlashAttribute(
                        "notice", "You decided this already; it counts once. This is how it is.");
                return new ModelAndView("redirect:/runs/" + id);
            }
            return again(viewer, run, form, e, HttpStatus.CONFLICT);
        }
    }

    private ModelAndView again(
            Viewer viewer, RunId run, Form form, RuntimeException refused, HttpStatus status) {
        var problem = requireNonNull(refused.getMessage());
        var comment = form.comment() == null ? "" : form.comment();
        var view = page.of(viewer, run, PlanQuery.ALL, new DecisionBox.Tried(comment, problem));
        var answer = new ModelAndView("runs/show", status);
        answer.addObject("run", view);
        answer.addObject("problem", problem);
        return answer;
    }
}
