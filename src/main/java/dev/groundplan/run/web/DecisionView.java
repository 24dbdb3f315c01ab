package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The box where a plan is approved or rejected.
 *
 * @param open the plan waits for a decision
 * @param canDecide this viewer may decide; else {@code explanation} says why not
 * @param explanation "You asked for this run; another approver of Platform must decide."; null when
 *     canDecide
 * @param needed "1 approval by Platform"
 * @param promise what approving means: "You approve exactly this plan; if anything moves, nothing
 *     runs."
 * @param typedName must be typed when the plan destroys or replaces something; null otherwise
 * @param own the viewer asked for it, and as an owner may approve it with a reason
 * @param comment typed before, kept after a refusal
 * @param problem why the last try was refused; null for none
 */
record DecisionView(
        boolean open,
        boolean canDecide,
        @Nullable String explanation,
        String needed,
        String summary,
        String promise,
        String url,
        String planDigest,
        String approveLabel,
        @Nullable String typedName,
        boolean own,
        String comment,
        @Nullable String problem,
        List<Made> made) {

    /** A decision that was made, voided ones too. */
    record Made(StatusMark mark, String by, @Nullable String comment, Instant at) {}
}
