package dev.groundplan.home.api;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a host is taken for dead. */
record DeathRequest(
        @Schema(
                        description = "How you know that it will not come back.",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                String reason) {
    DeathRequest(@Nullable String reason) {
        this.reason = requireNonNullElse(reason, "").strip();
    }
}
