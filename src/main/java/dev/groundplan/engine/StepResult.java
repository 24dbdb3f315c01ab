package dev.groundplan.engine;

import java.util.List;

/**
 * What an apply did: done of planned changes, and a sentence when it did not succeed (else empty).
 */
public record StepResult(
        Outcome outcome, List<Output> outputs, int done, int planned, String message) {}
