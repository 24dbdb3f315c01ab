package dev.groundplan.run.approval;

import dev.groundplan.identity.PersonId;
import dev.groundplan.run.Run;
import org.jspecify.annotations.Nullable;

/** A person decided on a plan; published inside the transaction. */
public record PlanDecided(
        Run run,
        String planDigest,
        Approval.Decision decision,
        PersonId by,
        @Nullable String overrideReason,
        String comment) {}
