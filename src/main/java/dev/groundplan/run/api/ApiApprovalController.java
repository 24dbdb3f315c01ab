package dev.groundplan.run.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.approval.ApprovalService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A person's decision on the plan of a run. */
@RestController
@Allowed(value = Allowed.To.MEMBERS, scope = TokenScope.APPROVE)
@Tag(name = "Runs")
class ApiApprovalController {
    private final ApprovalService approvals;
    private final RunAnswers answers;

    ApiApprovalController(ApprovalService approvals, RunAnswers answers) {
        this.approvals = approvals;
        this.answers = answers;
    }

    @PostMapping("/api/v1/runs/{id}/approval")
    @Operation(
            summary = "Approve or reject a plan",
            description =
                    "Decides on exactly the plan with that digest. 409 with the present state when"
                            + " it was decided already or another plan took its place; 403 for your"
                            + " own request.")
    RunAnswer create(
            @PathVariable UUID id,
            @RequestBody DecisionRequest request,
            @Parameter(hidden = true) Viewer viewer) {
        return answers.show(approvals.decide(viewer, new RunId(id), request.toDecision()));
    }
}
