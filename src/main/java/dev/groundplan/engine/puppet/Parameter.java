package dev.groundplan.engine.puppet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One parameter of a class.
 *
 * @param hasDefault also when it is computed
 * @param literal its default; null when it has none, or a computed one, or undef
 */
record Parameter(String name, DataType type, boolean hasDefault, @Nullable JsonNode literal) {
    boolean isRequired() {
        return !hasDefault && !type.optional();
    }

    /** Puppet wants even an Optional one to be said, where it has no default. */
    boolean isLeftOpen() {
        return !hasDefault && type.optional();
    }
}
