package dev.groundplan.engine.terraform.hcl;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

record MapType(Type element) implements Type {
    @Override
    public ObjectNode schema() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.set("additionalProperties", element.schema());
        return schema;
    }

    @Override
    public Optional<JsonNode> convert(JsonNode value) {
        if (!value.isObject()) {
            return Optional.empty();
        }
        var map = JsonNodeFactory.instance.objectNode();
        for (var entry : value.properties()) {
            var converted = element.convert(entry.getValue());
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            map.set(entry.getKey(), converted.get());
        }
        return Optional.of(map);
    }
}
