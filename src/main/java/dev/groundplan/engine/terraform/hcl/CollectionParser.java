package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.For;
import dev.groundplan.engine.terraform.hcl.Expression.ObjectLiteral;
import dev.groundplan.engine.terraform.hcl.Expression.Tuple;
import dev.groundplan.engine.terraform.hcl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code [ … ]} and {@code { … }}, lists, objects and the {@code for} form of both. */
final class CollectionParser {
    private final ExpressionParser expressions;

    CollectionParser(ExpressionParser expressions) {
        this.expressions = expressions;
    }

    Expression tuple() throws SyntaxException {
        var cursor = expressions.cursor;
        cursor.enter(false);
        var start = cursor.next().span();
        var result = cursor.peek().isName("for") ? loop(start, "]") : new Tuple(start, items());
        cursor.leave();
        return result instanceof Tuple tuple
                ? new Tuple(start.to(cursor.last().span()), tuple.items())
                : result;
    }

    private List<Expression> items() throws SyntaxException {
        var cursor = expressions.cursor;
        var items = new ArrayList<Expression>();
        while (!cursor.accept("]")) {
            items.add(expressions.expression());
            if (!cursor.accept(",") && !cursor.peek().isMark("]")) {
                throw cursor.expected("\",\" or \"]\" in this list");
            }
        }
        return items;
    }

    Expression object() throws SyntaxException {
        var cursor = expressions.cursor;
        cursor.enter(false);
        var start = cursor.next().span();
        var loops = cursor.peek().isName("for");
        var result = loops ? loop(start, "}") : null;
        cursor.leave();
        if (result != null) {
            return result;
        }
        cursor.enter(true);
        var entries = entries();
        cursor.leave();
        return new ObjectLiteral(start.to(cursor.last().span()), entries);
    }

    private List<ObjectLiteral.Entry> entries() throws SyntaxException {
        var cursor = expressions.cursor;
        var entries = new ArrayList<ObjectLiteral.Entry>();
        cursor.skipNewlines();
        while (!cursor.accept("}")) {
            entries.add(entry());
            var separated = cursor.accept(",") || cursor.peek().is(Kind.NEWLINE);
            if (!separated && !cursor.peek().isMark("}")) {
                throw cursor.expected("\",\", a line end or \"}\" in this object");
            }
            cursor.skipNewlines();
        }
        return entries;
    }

    private ObjectLiteral.Entry entry() throws SyntaxException {
        var cursor = expressions.cursor;
        var computed = cursor.peek().isMark("(");
        var key = expressions.expression();
        if (!cursor.accept("=") && !cursor.accept(":")) {
            throw cursor.expected("\"=\" or \":\" after the key");
        }
        return new ObjectLiteral.Entry(key, computed, expressions.expression());
    }

    private Expression loop(Span start, String close) throws SyntaxException {
        var cursor = expressions.cursor;
        cursor.next();
        var names = new ArrayList<String>();
        names.add(cursor.expectName("the name of a loop variable after \"for\""));
        if (cursor.accept(",")) {
            names.add(cursor.expectName("the name of a loop variable after the comma"));
        }
        if (!cursor.peek().isName("in")) {
            throw cursor.expected("\"in\" and the collection to loop over");
        }
        cursor.next();
        var of = expressions.expression();
        cursor.expect(":", "before the result of this loop");
        return loopResult(start, close, names, of);
    }

    private Expression loopResult(Span start, String close, List<String> names, Expression of)
            throws SyntaxException {
        var cursor = expressions.cursor;
        var first = expressions.expression();
        var pair = close.equals("}");
        if (pair) {
            cursor.expect("=>", "between key and value of this loop");
        }
        var body = pair ? expressions.expression() : first;
        if (pair) {
            cursor.accept("...");
        }
        var condition = loopCondition();
        var end = cursor.expect(close, "to close this loop");
        return new For(start.to(end.span()), names, of, pair ? first : null, body, condition);
    }

    private @Nullable Expression loopCondition() throws SyntaxException {
        if (!expressions.cursor.peek().isName("if")) {
            return null;
        }
        expressions.cursor.next();
        return expressions.expression();
    }
}
