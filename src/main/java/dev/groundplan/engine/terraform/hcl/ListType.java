package dev.groundplan.engine.terraform.hcl;

import java.util.LinkedHashSet;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code list(T)}, or {@code set(T)} when unique. */
record ListType(Type element, boolean unique) implements Type {
    @Override
    public ObjectNode schema() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "array");
        schema.set("items", element.schema());
        if (unique) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    @Override
    public Optional<JsonNode> convert(JsonNode value) {
        if (!value.isArray()) {
            return Optional.empty();
        }
        var list = JsonNodeFactory.instance.arrayNode();
        for (var item : value) {
            var converted = element.convert(item);
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            list.add(converted.get());
        }
        return Optional.of(
                unique
                        ? JsonNodeFactory.instance
                                .arrayNode()
                                .addAll(new LinkedHashSet<>(list.values()))
                        : list);
    }
}
