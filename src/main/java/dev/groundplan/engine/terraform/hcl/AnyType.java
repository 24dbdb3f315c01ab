package dev.groundplan.engine.terraform.hcl;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

record AnyType() implements Type {
    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public Optional<JsonNode> convert(JsonNode value) {
        return Optional.of(value);
    }
}
