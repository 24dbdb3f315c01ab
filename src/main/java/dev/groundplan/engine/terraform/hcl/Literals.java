package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.Literal;
import dev.groundplan.engine.terraform.hcl.Expression.ObjectLiteral;
import dev.groundplan.engine.terraform.hcl.Expression.Template;
import dev.groundplan.engine.terraform.hcl.Expression.Tuple;
import dev.groundplan.engine.terraform.hcl.Expression.Unary;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that are written out. Anything that would have to be worked out is left to Terraform. */
final class Literals {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Literals() {}

    /** Empty when the expression is not a literal throughout. */
    static Optional<JsonNode> value(Expression expression) {
        if (expression instanceof Literal literal) {
            return Optional.of(literal.value());
        }
        if (expression instanceof Template template) {
            return template.text().map(JSON::stringNode);
        }
        if (expression instanceof Tuple tuple) {
            return list(tuple);
        }
        if (expression instanceof ObjectLiteral object) {
            return object(object);
        }
        return expression instanceof Unary unary ? unary(unary) : Optional.empty();
    }

    private static Optional<JsonNode> unary(Unary unary) {
        var operand = value(unary.operand());
        return unary.operator().equals("-")
                ? operand.filter(JsonNode::isNumber)
                        .map(number -> number(number.decimalValue().negate()))
                : operand.filter(JsonNode::isBoolean)
                        .map(bool -> JSON.booleanNode(!bool.asBoolean()));
    }

    static Optional<String> text(@Nullable Expression expression) {
        return expression instanceof Template template ? template.text() : Optional.empty();
    }

    /** Whether an attribute is switched on; Terraform takes {@code "true"} for true as well. */
    static boolean isTrue(@Nullable Expression expression) {
        return is(expression, "true");
    }

    static boolean isFalse(@Nullable Expression expression) {
        return is(expression, "false");
    }

    private static boolean is(@Nullable Expression expression, String word) {
        return expression != null
                && value(expression)
                        .filter(JsonNode::isValueNode)
                        .map(JsonNode::asString)
                        .orElse("")
                        .equals(word);
    }

    static boolean isNull(@Nullable Expression expression) {
        return expression instanceof Literal literal && literal.value().isNull();
    }

    static JsonNode number(Token token) throws SyntaxException {
        var exponent = token.text().toLowerCase().indexOf('e');
        if (exponent > 0 && tooLarge(token.text().substring(exponent + 1))) {
            throw new SyntaxException(
                    token.span().line(), "This number is too large or too small to be read.");
        }
        return number(new BigDecimal(token.text()));
    }

    private static boolean tooLarge(String exponent) {
        return exponent.length() > 5
                || Math.abs(Integer.parseInt(exponent)) > ReadLimits.NUMBER_EXPONENT;
    }

    /** A whole number stays one, however it was written: 3.0 and 3e0 are 3. */
    static JsonNode number(BigDecimal value) {
        var plain = value.stripTrailingZeros();
        if (plain.scale() > 0) {
            return JSON.numberNode(plain);
        }
        var whole = plain.toBigIntegerExact();
        return whole.bitLength() < 32
                ? JSON.numberNode(whole.intValue())
                : whole.bitLength() < 64
                        ? JSON.numberNode(whole.longValue())
                        : JSON.numberNode(whole);
    }

    private static Optional<JsonNode> list(Tuple tuple) {
        var list = JSON.arrayNode();
        for (var item : tuple.items()) {
            var value = value(item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            list.add(value.get());
        }
        return Optional.of(list);
    }

    private static Optional<JsonNode> object(ObjectLiteral literal) {
        var object = JSON.objectNode();
        for (var entry : literal.entries()) {
            var key =
                    entry.name()
                            .or(
                                    () ->
                                            value(entry.key())
                                                    .filter(JsonNode::isValueNode)
                                                    .map(JsonNode::asString));
            var value = value(entry.value());
            if (key.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            object.set(key.get(), value.get());
        }
        return Optional.of(object);
    }
}
