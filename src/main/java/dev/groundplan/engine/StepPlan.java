package dev.groundplan.engine;

import java.util.List;

/**
 * What a step would do.
 *
 * @param changes everything the step touches or looks at; NO_OP rows may be left out
 * @param drift how reality differs from the recorded state
 * @param complete false when the tool could not work out everything
 * @param warnings sentences for the reviewer, failed checks among them
 */
public record StepPlan(
        Guarantee guarantee,
        List<Change> changes,
        List<Change> drift,
        List<PlannedOutput> outputs,
        boolean complete,
        List<String> warnings,
        String engineVersion) {

    /** Whether there is anything to apply: a change that acts, or an output that differs. */
    public boolean changesNothing() {
        return changes.stream().noneMatch(change -> change.action().acts())
                && outputs.stream().noneMatch(PlannedOutput::changed);
    }
}
