package dev.groundplan.engine.puppet;

import dev.groundplan.engine.tool.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** Reads a value where one is written down in full. */
final class Literals {
    private static final int DEEPEST = 50;
    private final Tokens tokens;

    Literals(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Empty when it is computed; how far it went then is of no use. */
    Optional<JsonNode> read() {
        return value(0);
    }

    private Optional<JsonNode> value(int depth) {
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        var token = tokens.next();
        return switch (token.kind()) {
            case STRING -> Optional.of(text(token.text()));
            case NUMBER -> number(token.text(), false);
            case NAME -> word(token.text());
            case SIGN ->
                    switch (token.text()) {
                        case "-" -> number(tokens.next().text(), true);
                        case "[" -> array(depth);
                        case "{" -> hash(depth);
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    /** A bare word is a text, unless it calls something. */
    private Optional<JsonNode> word(String name) {
        return switch (name) {
            case "true", "false" -> Optional.of(BooleanNode.valueOf(name.equals("true")));
            case "undef" -> Optional.of(NullNode.getInstance());
            case "default" -> Optional.empty();
            default ->
                    tokens.peek().is("(") || name.contains("::")
                            ? Optional.empty()
                            : Optional.of(text(name));
        };
    }

    private static Optional<JsonNode> number(String digits, boolean negative) {
        try {
            var factory = JsonNodeFactory.instance;
            if (digits.matches("0|[1-9][0-9]*")) {
                var whole = new BigInteger(digits);
                return Optional.of(whole(negative ? whole.negate() : whole));
            }
            if (digits.matches("0[xX].*|0[0-7]+")) {
                int radix = digits.toLowerCase(java.util.Locale.ROOT).startsWith("0x") ? 16 : 8;
                var whole = new BigInteger(digits.substring(radix == 16 ? 2 : 1), radix);
                return Optional.of(whole(negative ? whole.negate() : whole));
            }
            var decimal = new BigDecimal(digits);
            return Optional.of(factory.numberNode(negative ? decimal.negate() : decimal));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static JsonNode whole(BigInteger number) {
        return number.bitLength() < Integer.SIZE
                ? JsonNodeFactory.instance.numberNode(number.intValue())
                : JsonNodeFactory.instance.numberNode(number);
    }

    private Optional<JsonNode> array(int depth) {
        var items = Json.MAPPER.createArrayNode();
        while (!tokens.accept("]")) {
            var item = value(depth + 1);
            if (item.isEmpty() || !tokens.peek().is("]") && !tokens.accept(",")) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(items);
    }

    private Optional<JsonNode> hash(int depth) {
        var members = Json.MAPPER.createObjectNode();
        while (!tokens.accept("}")) {
            var key = value(depth + 1);
            if (key.isEmpty() || !tokens.accept("=>")) {
                return Optional.empty();
            }
            var value = value(depth + 1);
            if (value.isEmpty() || !tokens.peek().is("}") && !tokens.accept(",")) {
                return Optional.empty();
            }
            members.set(key.get().asString(""), value.get());
        }
        return Optional.of(members);
    }
}
