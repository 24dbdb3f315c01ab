package dev.groundplan.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An output as planned; value is null when not known before the apply, or gone. */
public record PlannedOutput(
        String name, @Nullable JsonNode value, boolean known, boolean sensitive, boolean changed) {}
