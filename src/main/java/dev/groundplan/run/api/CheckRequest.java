package dev.groundplan.run.api;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** Why to look for drift; the body may be absent. */
record CheckRequest(String reason) {
    CheckRequest(@Nullable String reason) {
        this.reason = requireNonNullElse(reason, "");
    }
}
