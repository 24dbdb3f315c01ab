package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.Call;
import dev.groundplan.engine.terraform.hcl.Expression.ObjectLiteral;
import dev.groundplan.engine.terraform.hcl.Expression.Path;
import dev.groundplan.engine.terraform.hcl.Expression.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes types of type constraints (Terraform's "Type Constraints"). */
final class TypeReader {
    private static final Type ANY = new AnyType();
    private static final Map<String, Type> NAMES =
            Map.of(
                    "string",
                    PrimitiveType.STRING,
                    "number",
                    PrimitiveType.NUMBER,
                    "bool",
                    PrimitiveType.BOOL,
                    "any",
                    ANY,
                    "list",
                    new ListType(ANY, false),
                    "map",
                    new MapType(ANY));

    private TypeReader() {}

    static Type read(Expression constraint) throws SyntaxException {
        if (constraint instanceof Path path && path.names().size() == 1) {
            return named(path);
        }
        if (!(constraint instanceof Call call)) {
            throw unknown(constraint, "This is not a type");
        }
        if (call.arguments().size() != 1 || call.expanded()) {
            throw unknown(call, "The type \"" + call.function() + "\" takes one argument");
        }
        var argument = call.arguments().get(0);
        return switch (call.function()) {
            case "list" -> new ListType(read(argument), false);
            case "set" -> new ListType(read(argument), true);
            case "map" -> new MapType(read(argument));
            case "tuple" -> tuple(argument);
            case "object" -> object(argument);
            default -> throw unknown(call, "\"" + call.function() + "\" is not a type");
        };
    }

    private static Type named(Path path) throws SyntaxException {
        var type = NAMES.get(path.names().get(0));
        if (type == null) {
            throw unknown(path, "\"" + path.names().get(0) + "\" is not a type");
        }
        return type;
    }

    private static Type tuple(Expression argument) throws SyntaxException {
        if (!(argument instanceof Tuple tuple)) {
            throw unknown(argument, "The type \"tuple\" takes a list of types in square brackets");
        }
        var elements = new ArrayList<Type>();
        for (var item : tuple.items()) {
            elements.add(read(item));
        }
        return new TupleType(elements);
    }

    private static Type object(Expression argument) throws SyntaxException {
        if (!(argument instanceof ObjectLiteral object)) {
            throw unknown(argument, "The type \"object\" takes attributes in braces");
        }
        var members = new LinkedHashMap<String, ObjectType.Member>();
        for (var entry : object.entries()) {
            if (!(entry.key() instanceof Path name)
                    || entry.computed()
                    || name.names().size() != 1) {
                throw unknown(
                        entry.key(), "An attribute of the type \"object\" needs a plain name");
            }
            if (members.put(name.names().get(0), member(entry.value())) != null) {
                throw unknown(name, "The attribute \"" + name.names().get(0) + "\" is there twice");
            }
        }
        return new ObjectType(members);
    }

    private static ObjectType.Member member(Expression type) throws SyntaxException {
        if (!(type instanceof Call call) || !call.function().equals("optional")) {
            return new ObjectType.Member(read(type), false, null);
        }
        var count = call.arguments().size();
        if (count < 1 || count > 2 || call.expanded()) {
            throw unknown(call, "\"optional\" takes a type and perhaps a default");
        }
        return new ObjectType.Member(
                read(call.arguments().get(0)),
                true,
                count == 2 ? standard(call.arguments().get(1)) : null);
    }

    private static @Nullable JsonNode standard(Expression value) {
        return Literals.value(value).filter(node -> !node.isNull()).orElse(null);
    }

    private static SyntaxException unknown(Expression where, String what) {
        return new SyntaxException(
                where.span().line(),
                what
                        + "; use string, number, bool, any, list(…), set(…), map(…), tuple([…]) or object({…}).");
    }
}
