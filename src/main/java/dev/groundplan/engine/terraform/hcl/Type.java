package dev.groundplan.engine.terraform.hcl;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A type constraint: what it looks like in JSON Schema, and which values fit it. */
sealed interface Type permits AnyType, ListType, MapType, ObjectType, PrimitiveType, TupleType {
    /** A new node each time. */
    ObjectNode schema();

    /**
     * The value as Terraform would convert it, so that the schema accepts it; empty when it doesn't
     * fit or holds null where a form can't.
     */
    Optional<JsonNode> convert(JsonNode value);
}
