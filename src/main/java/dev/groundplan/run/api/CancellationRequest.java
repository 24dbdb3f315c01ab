package dev.groundplan.run.api;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How to stop a run; the body may be absent. */
record CancellationRequest(
        @Schema(
                        description =
                                "Kill an apply that was asked to stop before. Its outcome will not be"
                                        + " known, and the environment needs recovery.")
                Boolean kill,
        @Schema(description = "The environment's name; required to kill.") String confirmation) {
    CancellationRequest(@Nullable Boolean kill, @Nullable String confirmation) {
        this.kill = requireNonNullElse(kill, false);
        this.confirmation = requireNonNullElse(confirmation, "");
    }
}
