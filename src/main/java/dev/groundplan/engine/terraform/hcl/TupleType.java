package dev.groundplan.engine.terraform.hcl;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

record TupleType(List<Type> elements) implements Type {
    @Override
    public ObjectNode schema() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "array");
        if (!elements.isEmpty()) {
            var items = schema.putArray("prefixItems");
            elements.forEach(element -> items.add(element.schema()));
        }
        return schema.put("items", false)
                .put("minItems", elements.size())
                .put("maxItems", elements.size());
    }

    @Override
    public Optional<JsonNode> convert(JsonNode value) {
        if (!value.isArray() || value.size() != elements.size()) {
            return Optional.empty();
        }
        var tuple = JsonNodeFactory.instance.arrayNode();
        for (var i = 0; i < elements.size(); i++) {
            var converted = elements.get(i).convert(value.get(i));
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            tuple.add(converted.get());
        }
        return Optional.of(tuple);
    }
}
