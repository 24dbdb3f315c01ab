package dev.groundplan.run.plan;

import dev.groundplan.engine.StepPlan;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan, ready to be stored: secrets are masked already.
 *
 * @param stateVersionId the recorded state it was planned on; null when there was none
 */
public record PlannedStep(String step, StepPlan plan, @Nullable UUID stateVersionId) {}
