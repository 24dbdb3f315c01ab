package dev.groundplan.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An output as planned.
 *
 * @param action create, update, delete or no-op
 * @param before what it is today; null when there is none, or when it is sensitive
 * @param value what it will be; null when that is not known before the apply, or when it goes
 */
public record PlannedOutput(
        String name,
        ChangeAction action,
        @Nullable JsonNode before,
        @Nullable JsonNode value,
        boolean known,
        boolean sensitive) {

    /** Whether the apply gives it another value. */
    public boolean changed() {
        return action != ChangeAction.NO_OP;
    }
}
