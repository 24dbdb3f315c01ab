package dev.groundplan.run.approval;

import org.jspecify.annotations.Nullable;

/**
 * What a person decided.
 *
 * @param planDigest of the plan that was on the page
 * @param comment required to reject; may be empty to approve
 * @param confirmation the environment's name, required to approve what destroys or replaces
 *     something
 * @param overrideReason why an owner approves the own request; null otherwise
 */
public record Decision(
        Approval.Decision kind,
        String planDigest,
        String comment,
        @Nullable String confirmation,
        @Nullable String overrideReason) {}
