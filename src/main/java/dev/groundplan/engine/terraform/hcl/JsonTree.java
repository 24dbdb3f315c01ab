package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.Literal;
import dev.groundplan.engine.terraform.hcl.Expression.ObjectLiteral;
import dev.groundplan.engine.terraform.hcl.Expression.Template;
import dev.groundplan.engine.terraform.hcl.Expression.Tuple;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON as expressions that know their line; an object may hold a key more than once. */
final class JsonTree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(ReadLimits.NESTING)
                                    .maxNumberLength(ReadLimits.NUMBER_LENGTH)
                                    .build())
                    .build();

    private final JsonParser parser;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    static Expression parse(String text) throws SyntaxException {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new SyntaxException(1, "Expected a JSON object, but the file is empty.");
            }
            var value = new JsonTree(parser).value();
            if (parser.nextToken() != null) {
                throw new SyntaxException(
                        parser.currentTokenLocation().getLineNr(),
                        "Expected the end of the file after the JSON object.");
            }
            return value;
        } catch (JacksonException wrong) {
            var line =
                    wrong.getLocation() == null ? 1 : Math.max(1, wrong.getLocation().getLineNr());
            throw new SyntaxException(
                    line, "This is not JSON: " + wrong.getOriginalMessage() + ".");
        }
    }

    private Expression value() throws SyntaxException {
        var span = span();
        return switch (parser.currentToken()) {
            case START_OBJECT -> new ObjectLiteral(span, entries());
            case START_ARRAY -> new Tuple(span, items());
            case VALUE_STRING -> string(span, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Literal(
                            span,
                            Literals.number(
                                    new Token(Token.Kind.NUMBER, parser.getString(), span)));
            case VALUE_TRUE -> new Literal(span, JSON.booleanNode(true));
            case VALUE_FALSE -> new Literal(span, JSON.booleanNode(false));
            default -> new Literal(span, JSON.nullNode());
        };
    }

    private List<ObjectLiteral.Entry> entries() throws SyntaxException {
        var entries = new ArrayList<ObjectLiteral.Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = string(span(), parser.currentName());
            parser.nextToken();
            entries.add(new ObjectLiteral.Entry(key, false, value()));
        }
        return entries;
    }

    private List<Expression> items() throws SyntaxException {
        var items = new ArrayList<Expression>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return items;
    }

    private static Template string(Span span, String text) {
        return new Template(span, List.of(new Template.Piece(text, null)));
    }

    private Span span() {
        return new Span(0, 0, parser.currentTokenLocation().getLineNr());
    }
}
