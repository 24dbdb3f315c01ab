package dev.groundplan.run.api;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A change of an environment; what was not sent stays as it is. */
record EnvironmentPatch(
        @Schema(
                        type = "object",
                        description =
                                "A merge patch (RFC 7396) on the present values; null removes one.")
                ObjectNode values,
        @Schema(description = "Another version of the template.") @Nullable String version,
        @Schema(description = "Why, for the people who decide.") String reason,
        @Schema(description = "Only plan: nothing is changed.") Boolean planOnly,
        @Schema(description = "Take the place of a run that waits for approval.")
                Boolean supersede) {

    EnvironmentPatch(
            @Nullable ObjectNode values,
            @Nullable String version,
            @Nullable String reason,
            @Nullable Boolean planOnly,
            @Nullable Boolean supersede) {
        this.values = requireNonNullElse(values, JsonNodeFactory.instance.objectNode());
        this.version = version;
        this.reason = requireNonNullElse(reason, "");
        this.planOnly = requireNonNullElse(planOnly, false);
        this.supersede = requireNonNullElse(supersede, false);
    }
}
