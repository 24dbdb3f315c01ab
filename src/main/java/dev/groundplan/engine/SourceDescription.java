package dev.groundplan.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a source declares.
 *
 * @param parameters JSON Schema 2020-12 of type object: properties in declared order, {@code
 *     required}, {@code writeOnly: true} on secrets, {@code default} where the source has one
 * @param problems what was found wrong while reading
 */
public record SourceDescription(
        ObjectNode parameters, List<DeclaredOutput> outputs, List<Problem> problems) {
    public record DeclaredOutput(String name, @Nullable String description, boolean sensitive) {}
}
