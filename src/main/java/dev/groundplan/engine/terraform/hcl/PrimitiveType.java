package dev.groundplan.engine.terraform.hcl;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Text, number or bool. Terraform converts between them where nothing is lost. */
enum PrimitiveType implements Type {
    STRING("string"),
    NUMBER("number"),
    BOOL("boolean");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,1000}(\\.\\d{1,1000})?");

    private final String keyword;

    PrimitiveType(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public ObjectNode schema() {
        return JSON.objectNode().put("type", keyword);
    }

    @Override
    public Optional<JsonNode> convert(JsonNode value) {
        if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
            return Optional.empty();
        }
        return switch (this) {
            case STRING -> Optional.of(JSON.stringNode(text(value)));
            case NUMBER -> number(value);
            case BOOL -> bool(text(value));
        };
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
    }

    private static Optional<JsonNode> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value);
        }
        return PLAIN_NUMBER.matcher(text(value)).matches()
                ? Optional.of(Literals.number(new BigDecimal(text(value))))
                : Optional.empty();
    }

    private static Optional<JsonNode> bool(String text) {
        return switch (text) {
            case "true", "false" -> Optional.of(JSON.booleanNode(text.equals("true")));
            default -> Optional.empty();
        };
    }
}
