package dev.groundplan.run.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.plan.PlanCounts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run with its parts and its plan.
 *
 * @param plan of the part in hand; null until it is planned
 */
record RunAnswer(@JsonUnwrapped RunItem run, List<PartAnswer> parts, @Nullable PlanAnswer plan) {

    /** A part; plan is null until it is planned. */
    record PartAnswer(int number, List<RunStepAnswer> steps, @Nullable PlanSummary plan) {}

    /**
     * @param waitsFor outputs that it waits for; empty when it waits for nothing
     */
    record RunStepAnswer(String step, String engine, String status, List<String> waitsFor) {}

    /** A plan without its changes. */
    record PlanSummary(
            UUID id,
            String digest,
            Guarantee guarantee,
            PlanCounts counts,
            boolean complete,
            boolean destructive,
            int approvalsNeeded,
            Instant createdAt,
            @Nullable Instant voidedAt) {}

    /**
     * @param changes the first 500, the riskiest first; all of them at {@code /changes}
     * @param drift what differs from what was recorded, also 500 at most
     */
    record PlanAnswer(
            @JsonUnwrapped PlanSummary plan,
            List<ChangeAnswer> changes,
            List<ChangeAnswer> drift,
            List<ApprovalAnswer> approvals) {}

    /** A decision on the plan; {@code by} is null for a rule's and a carried one. */
    record ApprovalAnswer(
            Approval.Kind kind,
            Approval.Decision decision,
            @Nullable PersonAnswer by,
            @Nullable String rule,
            @Nullable String overrideReason,
            String comment,
            String planDigest,
            Instant at) {}
}
