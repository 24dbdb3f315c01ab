package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.References;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of a template's own values that is known at import: all but references. */
final class OwnValues {
    private OwnValues() {}

    /** What does not fit, except where a reference will put a value of its own. */
    static List<String> misfits(ObjectNode schema, JsonNode value) {
        return SchemaCheck.check(schema, value).stream()
                .filter(misfit -> !refers(value.at(misfit.pointer())))
                .map(SchemaCheck.Misfit::message)
                .toList();
    }

    private static boolean refers(JsonNode value) {
        return value.isString() && !References.in(value).isEmpty();
    }
}
