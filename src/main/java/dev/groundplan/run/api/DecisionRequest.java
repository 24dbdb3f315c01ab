package dev.groundplan.run.api;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.Decision;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision on one plan as a program sends it. */
record DecisionRequest(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        allowableValues = {"approve", "reject"})
                String decision,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "Digest of the plan that was reviewed.")
                String planDigest,
        @Schema(description = "Required to reject.") String comment,
        @Schema(description = "The environment's name; required when the plan is destructive.")
                @Nullable String confirmation,
        @Schema(description = "Why an owner approves the own request.")
                @Nullable String overrideReason) {

    DecisionRequest(
            @Nullable String decision,
            @Nullable String planDigest,
            @Nullable String comment,
            @Nullable String confirmation,
            @Nullable String overrideReason) {
        this.decision = requireNonNullElse(decision, "");
        this.planDigest = requireNonNullElse(planDigest, "");
        this.comment = requireNonNullElse(comment, "");
        this.confirmation = confirmation;
        this.overrideReason = overrideReason;
    }

    Decision toDecision() {
        if (planDigest.isBlank()) {
            throw new InvalidInputException(
                    "/planDigest", "Is required: the digest of the plan that you reviewed.");
        }
        return new Decision(kind(), planDigest, comment, confirmation, overrideReason);
    }

    private Approval.Decision kind() {
        return switch (decision) {
            case "approve" -> Approval.Decision.APPROVE;
            case "reject" -> Approval.Decision.REJECT;
            default -> throw new InvalidInputException("/decision", "Must be approve or reject.");
        };
    }
}
