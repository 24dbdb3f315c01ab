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
                Boolean kill) {
    CancellationRequest(@Nullable Boolean kill) {
        this.kill = requireNonNullElse(kill, false);
    }
}
