package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Body.Attribute;
import dev.groundplan.engine.terraform.hcl.Body.Block;
import dev.groundplan.engine.terraform.hcl.Expression.ObjectLiteral;
import dev.groundplan.engine.terraform.hcl.Expression.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code *.tf.json} (Terraform's "JSON Configuration Syntax"): which objects are blocks is
 * known only from their names, so only the blocks that the portal looks at are read.
 */
final class JsonBody {
    /** Labels by block type, for each block that holds blocks; the file itself is {@code ""}. */
    private static final Map<String, Map<String, Integer>> CHILDREN =
            Map.of(
                    "", Map.of("variable", 1, "output", 1, "module", 1, "data", 2, "terraform", 0),
                    "terraform", Map.of("backend", 1, "cloud", 0),
                    "variable", Map.of("validation", 0));

    private static final Set<String> TEMPLATES = Set.of("condition", "error_message");

    private JsonBody() {}

    static Body parse(String text) throws SyntaxException {
        var body = new Body(Map.of(), new ArrayList<>());
        for (var top : items(JsonTree.parse(text))) {
            body.blocks().addAll(body("", top).blocks());
        }
        return body;
    }

    private static Body body(String type, Expression value) throws SyntaxException {
        var body = new Body(new LinkedHashMap<>(), new ArrayList<>());
        var children = CHILDREN.getOrDefault(type, Map.of());
        for (var entry : object(type, value).entries()) {
            var name = entry.name().orElseThrow();
            var labels = children.get(name);
            if (labels != null) {
                blocks(name, List.of(), labels, entry.value(), body.blocks());
            } else if (!type.isEmpty() && !name.equals("//")) {
                attribute(type, name, entry.value(), body.attributes());
            }
        }
        return body;
    }

    private static void blocks(
            String type, List<String> labels, int missing, Expression value, List<Block> blocks)
            throws SyntaxException {
        for (var item : items(value)) {
            if (missing == 0) {
                blocks.add(new Block(type, labels, body(type, item), item.span().line()));
                continue;
            }
            for (var entry : object(type, item).entries()) {
                var label = entry.name().orElseThrow();
                if (!label.equals("//")) {
                    var more = new ArrayList<>(labels);
                    more.add(label);
                    blocks(type, more, missing - 1, entry.value(), blocks);
                }
            }
        }
    }

    private static List<Expression> items(Expression value) {
        if (Literals.isNull(value)) {
            return List.of();
        }
        return value instanceof Tuple tuple ? tuple.items() : List.of(value);
    }

    private static ObjectLiteral object(String type, Expression value) throws SyntaxException {
        if (value instanceof ObjectLiteral object) {
            return object;
        }
        var what = type.isEmpty() ? "the file" : "\"" + type + "\"";
        throw new SyntaxException(
                value.span().line(), "Expected an object as the content of " + what + ".");
    }

    private static void attribute(
            String type, String name, Expression value, Map<String, Attribute> into)
            throws SyntaxException {
        var line = value.span().line();
        var read = read(type, name, value);
        if (into.put(name, new Attribute(name, read, Literals.text(value).orElse(""), line))
                != null) {
            throw new SyntaxException(
                    line, "\"" + name + "\" is set twice here; keep one of them.");
        }
    }

    /**
     * Only some strings are more than what they say: a type is an expression, a condition a
     * template.
     */
    private static Expression read(String block, String name, Expression value)
            throws SyntaxException {
        var text = Literals.text(value);
        var isType = block.equals("variable") && name.equals("type");
        if (text.isEmpty() || !isType && !TEMPLATES.contains(name)) {
            return value;
        }
        var source = Source.onLine(value.span().line(), text.get());
        return isType && !text.get().startsWith("${")
                ? ExpressionParser.whole(source)
                : ExpressionParser.template(source);
    }
}
