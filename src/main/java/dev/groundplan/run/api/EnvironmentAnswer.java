package dev.groundplan.run.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An environment with its values and outputs.
 *
 * @param values of the applied revision, or before the first apply of the requested one; without
 *     secrets
 * @param secrets JSON Pointers to the secrets that are set
 * @param activeRun the run that may change it now; null when none may
 */
record EnvironmentAnswer(
        @JsonUnwrapped EnvironmentItem environment,
        @Schema(type = "object", description = "Without secrets.") ObjectNode values,
        List<String> secrets,
        List<OutputAnswer> outputs,
        List<EnvironmentStepAnswer> steps,
        @Nullable UUID activeRun) {

    /** An output that the template shows; value is null when it is sensitive or not known. */
    record OutputAnswer(
            String name, String title, String as, @Nullable String value, boolean sensitive) {}

    /** What one step left. */
    record EnvironmentStepAnswer(
            String step, String engine, String condition, List<StepOutput> outputs) {}

    /** An output of a step; value is null when it is sensitive. */
    record StepOutput(String name, @Nullable JsonNode value, boolean sensitive) {}
}
