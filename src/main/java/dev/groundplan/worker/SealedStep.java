package dev.groundplan.worker;

import dev.groundplan.engine.StepPlan;
import dev.groundplan.environment.StateVersion;
import org.jspecify.annotations.Nullable;

/**
 * A planned step with all that its apply needs.
 *
 * @param plan masked: exactly what people are shown
 * @param state the recorded state it was planned on; null when there was none
 */
record SealedStep(StepTask task, StepPlan plan, Bundle bundle, @Nullable StateVersion state) {}
