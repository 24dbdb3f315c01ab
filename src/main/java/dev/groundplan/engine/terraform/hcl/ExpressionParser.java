package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.Access;
import dev.groundplan.engine.terraform.hcl.Expression.Binary;
import dev.groundplan.engine.terraform.hcl.Expression.Call;
import dev.groundplan.engine.terraform.hcl.Expression.Conditional;
import dev.groundplan.engine.terraform.hcl.Expression.Literal;
import dev.groundplan.engine.terraform.hcl.Expression.Path;
import dev.groundplan.engine.terraform.hcl.Expression.Template;
import dev.groundplan.engine.terraform.hcl.Expression.Unary;
import dev.groundplan.engine.terraform.hcl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads expressions (HCL Native Syntax Specification, "Expressions"). */
final class ExpressionParser {
    private static final List<Set<String>> OPERATORS =
            List.of(
                    Set.of("||"),
                    Set.of("&&"),
                    Set.of("==", "!="),
                    Set.of("<", ">", "<=", ">="),
                    Set.of("+", "-"),
                    Set.of("*", "/", "%"));
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, JsonNode> WORDS =
            Map.of(
                    "true",
                    JSON.booleanNode(true),
                    "false",
                    JSON.booleanNode(false),
                    "null",
                    JSON.nullNode());

    final Cursor cursor;
    private final CollectionParser collections = new CollectionParser(this);
    private int depth;

    ExpressionParser(Cursor cursor, int depth) {
        this.cursor = cursor;
        this.depth = depth;
    }

    /** Reads a text that is nothing but an expression, such as a type in a JSON file. */
    static Expression whole(Source source) throws SyntaxException {
        var parser = new ExpressionParser(new Cursor(Lexer.tokens(source), false), 0);
        return parser.toEnd();
    }

    /** Reads a text that may hold sequences, such as an error message in a JSON file. */
    static Expression template(Source source) throws SyntaxException {
        return new ExpressionParser(new Cursor(List.of(), false), 0)
                .template(Lexer.template(source));
    }

    Expression expression() throws SyntaxException {
        ReadLimits.nesting(++depth, cursor.peek().span().line());
        var condition = binary(0);
        var result = cursor.accept("?") ? conditional(condition) : condition;
        depth--;
        return result;
    }

    private Expression conditional(Expression condition) throws SyntaxException {
        var yes = expression();
        cursor.expect(":", "and the other case of this condition");
        var no = expression();
        return new Conditional(condition.span().to(no.span()), condition, yes, no);
    }

    private Expression binary(int level) throws SyntaxException {
        if (level == OPERATORS.size()) {
            return unary();
        }
        var left = binary(level + 1);
        for (var count = 0; isOperator(level); count++) {
            if (count > ReadLimits.OPERATORS) {
                throw new SyntaxException(
                        left.span().line(), "This expression is too long for the portal to read.");
            }
            var operator = cursor.next().text();
            var right = binary(level + 1);
            left = new Binary(left.span().to(right.span()), operator, left, right);
        }
        return left;
    }

    private boolean isOperator(int level) {
        return cursor.peek().is(Kind.MARK) && OPERATORS.get(level).contains(cursor.peek().text());
    }

    private Expression unary() throws SyntaxException {
        var token = cursor.peek();
        if (!token.isMark("-") && !token.isMark("!")) {
            return postfix(primary());
        }
        ReadLimits.nesting(++depth, token.span().line());
        cursor.next();
        var operand = unary();
        depth--;
        return new Unary(token.span().to(operand.span()), token.text(), operand);
    }

    private Expression postfix(Expression start) throws SyntaxException {
        var result = start;
        for (var count = 0; ; count++) {
            if (count > ReadLimits.OPERATORS) {
                throw new SyntaxException(
                        start.span().line(), "This expression is too long for the portal to read.");
            }
            if (cursor.accept(".")) {
                result = attribute(result);
            } else if (cursor.peek().isMark("[")) {
                index();
                result = new Access(start.span().to(cursor.last().span()), result);
            } else {
                return result;
            }
        }
    }

    private Expression attribute(Expression of) throws SyntaxException {
        var name = cursor.peek();
        var position = name.is(Kind.NUMBER) && !name.text().contains(".");
        if (!name.is(Kind.NAME) && !position && !name.isMark("*")) {
            throw cursor.expected("the name of an attribute after the dot");
        }
        cursor.next();
        var span = of.span().to(name.span());
        if (!name.is(Kind.NAME) || !(of instanceof Path path)) {
            return new Access(span, of);
        }
        var names = new ArrayList<>(path.names());
        names.add(name.text());
        return new Path(span, names);
    }

    private void index() throws SyntaxException {
        cursor.enter(false);
        cursor.next();
        if (!cursor.accept("*")) {
            expression();
        }
        cursor.expect("]", "to close this index");
        cursor.leave();
    }

    private Expression primary() throws SyntaxException {
        var token = cursor.peek();
        if (token.isMark("[")) {
            return collections.tuple();
        }
        if (token.isMark("{")) {
            return collections.object();
        }
        if (token.isMark("(")) {
            return parentheses();
        }
        return switch (token.kind()) {
            case NUMBER -> new Literal(cursor.next().span(), Literals.number(token));
            case TEMPLATE -> template(cursor.next());
            case NAME -> name();
            default -> throw cursor.expected("a value");
        };
    }

    private Expression parentheses() throws SyntaxException {
        cursor.enter(false);
        cursor.next();
        var inner = expression();
        cursor.expect(")", "to close this parenthesis");
        cursor.leave();
        return inner;
    }

    private Expression name() throws SyntaxException {
        var first = cursor.next();
        var name = new StringBuilder(first.text());
        while (cursor.accept("::")) {
            name.append("::").append(cursor.expectName("the name of a function after \"::\""));
        }
        if (cursor.peek().isMark("(")) {
            return call(first.span(), name.toString());
        }
        var word = WORDS.get(first.text());
        return word != null
                ? new Literal(first.span(), word)
                : new Path(first.span(), List.of(name.toString()));
    }

    private Expression call(Span start, String function) throws SyntaxException {
        cursor.enter(false);
        cursor.next();
        var arguments = new ArrayList<Expression>();
        var expanded = false;
        while (!cursor.peek().isMark(")")) {
            arguments.add(expression());
            expanded = cursor.accept("...");
            if (expanded || !cursor.accept(",")) {
                break;
            }
        }
        cursor.accept(",");
        cursor.expect(")", "to close the call of " + function);
        cursor.leave();
        return new Call(start.to(cursor.last().span()), function, arguments, expanded);
    }

    private Expression template(Token token) throws SyntaxException {
        var pieces = new ArrayList<Template.Piece>();
        for (var part : token.parts()) {
            if (part instanceof Token.Part.Text text) {
                pieces.add(new Template.Piece(text.value(), null));
            } else if (part instanceof Token.Part.Interpolation sequence) {
                pieces.add(new Template.Piece(null, inner(sequence)));
            } else {
                pieces.add(new Template.Piece(null, null));
            }
        }
        var only = pieces.size() == 1 ? pieces.get(0).value() : null;
        return only != null ? only : new Template(token.span(), pieces);
    }

    private Expression inner(Token.Part.Interpolation sequence) throws SyntaxException {
        return new ExpressionParser(new Cursor(sequence.tokens(), false), depth + 1).toEnd();
    }

    private Expression toEnd() throws SyntaxException {
        var result = expression();
        if (!cursor.peek().is(Kind.END)) {
            throw cursor.expected("the end of the expression");
        }
        return result;
    }
}
