package dev.groundplan.engine.terraform.hcl;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object with known attributes. In a default, what the type doesn't know is dropped, as
 * Terraform does.
 */
record ObjectType(Map<String, Member> members) implements Type {
    /**
     * {@code standard} is what {@code optional(T, default)} gives; null when it gives none, or none
     * written out.
     */
    record Member(Type type, boolean optional, @Nullable JsonNode standard) {
        ObjectNode schema() {
            var schema = type.schema();
            if (standard != null) {
                type.convert(standard).ifPresent(value -> schema.set("default", value));
            }
            return schema;
        }
    }

    @Override
    public ObjectNode schema() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        members.forEach((name, member) -> properties.set(name, member.schema()));
        var required = JsonNodeFactory.instance.arrayNode();
        members.forEach(
                (name, member) -> {
                    if (!member.optional()) {
                        required.add(name);
                    }
                });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    @Override
    public Optional<JsonNode> convert(JsonNode value) {
        if (!value.isObject()) {
            return Optional.empty();
        }
        var object = JsonNodeFactory.instance.objectNode();
        for (var member : members.entrySet()) {
            var given = value.get(member.getKey());
            if (given == null || given.isNull()) {
                if (!member.getValue().optional()) {
                    return Optional.empty();
                }
                continue;
            }
            var converted = member.getValue().type().convert(given);
            if (converted.isEmpty()) {
                return Optional.empty();
            }
            object.set(member.getKey(), converted.get());
        }
        return Optional.of(object);
    }
}
