package dev.groundplan.engine.puppet;

import dev.groundplan.engine.puppet.TypeArgument.Literal;
import dev.groundplan.engine.puppet.TypeArgument.Members;
import dev.groundplan.engine.puppet.TypeArgument.Regex;
import dev.groundplan.engine.tool.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A data type as JSON Schema; what has no counterpart there constrains nothing. */
final class TypeSchema {
    private TypeSchema() {}

    static ObjectNode of(DataType type) {
        var schema = Json.MAPPER.createObjectNode();
        switch (type.name()) {
            case "String" -> {
                schema.put("type", "string");
                bounds(schema, literals(type), "minLength", "maxLength");
            }
            case "Integer" -> {
                schema.put("type", "integer");
                bounds(schema, literals(type), "minimum", "maximum");
            }
            case "Float" -> {
                schema.put("type", "number");
                bounds(schema, literals(type), "minimum", "maximum");
            }
            case "Numeric" -> schema.put("type", "number");
            case "Boolean" -> schema.put("type", "boolean");
            case "Enum" -> choices(schema, literals(type));
            case "Pattern" -> pattern(schema, type);
            case "Array" -> array(schema, type);
            case "Hash" -> hash(schema, type);
            case "Struct" -> struct(schema, type);
            case "Tuple" -> tuple(schema, type);
            case "Optional", "NotUndef" -> wrapped(schema, type);
            case "Sensitive" -> wrapped(schema, type).put("writeOnly", true);
            case "Variant" -> variant(schema, type);
            default -> {
                // an alias, or a type that takes anything
            }
        }
        return schema;
    }

    private static List<JsonNode> literals(DataType type) {
        return type.arguments().stream()
                .filter(Literal.class::isInstance)
                .map(argument -> ((Literal) argument).value())
                .toList();
    }

    private static void bounds(
            ObjectNode schema, List<JsonNode> literals, String least, String most) {
        if (literals.size() > 0 && literals.get(0).isNumber()) {
            schema.set(least, literals.get(0));
        }
        if (literals.size() > 1 && literals.get(1).isNumber()) {
            schema.set(most, literals.get(1));
        }
    }

    /** A last argument of true lets capitals be small letters, which a choice can't say. */
    private static void choices(ObjectNode schema, List<JsonNode> literals) {
        schema.put("type", "string");
        boolean exact = literals.stream().allMatch(JsonNode::isString);
        if (exact && !literals.isEmpty()) {
            literals.forEach(schema.putArray("enum")::add);
        }
    }

    private static void pattern(ObjectNode schema, DataType type) {
        schema.put("type", "string");
        var patterns =
                type.arguments().stream()
                        .filter(Regex.class::isInstance)
                        .map(argument -> RubyRegex.ecma(((Regex) argument).source()))
                        .toList();
        if (patterns.isEmpty() || patterns.stream().anyMatch(Optional::isEmpty)) {
            return;
        }
        schema.put(
                "pattern",
                patterns.size() == 1
                        ? patterns.get(0).orElseThrow()
                        : patterns.stream()
                                .map(each -> "(?:" + each.orElseThrow() + ")")
                                .collect(Collectors.joining("|")));
    }

    private static void array(ObjectNode schema, DataType type) {
        schema.put("type", "array");
        if (!type.types().isEmpty()) {
            schema.set("items", of(type.inner()));
        }
        bounds(schema, literals(type), "minItems", "maxItems");
    }

    private static void hash(ObjectNode schema, DataType type) {
        schema.put("type", "object");
        if (type.types().size() > 1) {
            schema.set("additionalProperties", of(type.types().get(1)));
        }
        bounds(schema, literals(type), "minProperties", "maxProperties");
    }

    private static void struct(ObjectNode schema, DataType type) {
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        for (var argument : type.arguments()) {
            if (argument instanceof Members members) {
                members.byName()
                        .forEach(
                                (name, member) -> {
                                    properties.set(name, of(member.type()));
                                    if (!member.optional()) {
                                        schema.withArray("required").add(name);
                                    }
                                });
            }
        }
        schema.put("additionalProperties", false);
    }

    private static void tuple(ObjectNode schema, DataType type) {
        schema.put("type", "array");
        if (literals(type).isEmpty()) {
            schema.put("minItems", type.types().size()).put("maxItems", type.types().size());
        } else {
            bounds(schema, literals(type), "minItems", "maxItems");
        }
    }

    /** {@code Optional['text']} is a text that may only be this one. */
    private static ObjectNode wrapped(ObjectNode schema, DataType type) {
        var literals = literals(type);
        if (literals.isEmpty()) {
            return schema.setAll(of(type.inner()));
        }
        schema.put("type", "string").putArray("enum").add(literals.get(0));
        return schema;
    }

    private static void variant(ObjectNode schema, DataType type) {
        var choices =
                type.types().stream()
                        .filter(each -> !each.name().equals("Undef"))
                        .map(TypeSchema::of)
                        .toList();
        var kinds = choices.stream().map(each -> Json.text(each, "type")).distinct().toList();
        if (choices.size() == 1) {
            schema.setAll(choices.get(0));
        } else if (kinds.size() == 1 && !kinds.get(0).isEmpty()) {
            schema.put("type", kinds.get(0));
        }
        if (type.secret()) {
            schema.put("writeOnly", true);
        }
    }
}
