package dev.groundplan.form;

import dev.groundplan.form.schema.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known before a form is filled in.
 *
 * @param previous the environment's values as they are kept, secrets as references; null for a new
 *     environment
 */
public record Known(@Nullable ObjectNode previous) {

    /** For a new environment. */
    public static Known nothing() {
        return new Known(null);
    }

    /** For a change of an environment that has these values. */
    public static Known previous(ObjectNode values) {
        return new Known(values);
    }

    boolean isChange() {
        return previous != null;
    }

    /** The previous value at a JSON Pointer; null when there was none. */
    @Nullable JsonNode at(String pointer) {
        var value = previous == null ? null : previous.at(pointer);
        return value == null || value.isMissingNode() || value.isNull() ? null : value;
    }

    /** Whether a value is the kept secret at its place, so not typed anew. */
    boolean isKept(String pointer, @Nullable JsonNode value) {
        var kept = at(pointer);
        return kept != null && (value == null || Json.same(kept, value));
    }
}
