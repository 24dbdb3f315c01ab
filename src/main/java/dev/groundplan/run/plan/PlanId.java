package dev.groundplan.run.plan;

import java.util.UUID;

/** Names one plan of one part of a run. */
public record PlanId(UUID value) {}
