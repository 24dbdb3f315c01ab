package dev.groundplan.engine.puppet;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What stands between the brackets of a data type. */
sealed interface TypeArgument
        permits DataType, TypeArgument.Literal, TypeArgument.Regex, TypeArgument.Members {
    /**
     * @param value null where it says {@code default}, or is computed
     */
    record Literal(JsonNode value) implements TypeArgument {}

    record Regex(String source) implements TypeArgument {}

    /** Of a Struct. */
    record Members(Map<String, Member> byName) implements TypeArgument {}

    record Member(DataType type, boolean optional) {}
}
