package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Body.Attribute;
import dev.groundplan.engine.terraform.hcl.Body.Block;
import dev.groundplan.engine.terraform.hcl.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads files of attributes and blocks (HCL Native Syntax Specification, "Structural Elements").
 */
final class BodyParser {
    private final Source source;
    private final Cursor cursor;
    private int depth;

    private BodyParser(Source source) throws SyntaxException {
        this.source = source;
        this.cursor = new Cursor(Lexer.tokens(source), true);
    }

    static Body parse(String text) throws SyntaxException {
        var parser = new BodyParser(new Source(text));
        var body = parser.lines();
        if (!parser.cursor.peek().is(Kind.END)) {
            throw parser.cursor.expected("the name of an attribute or block");
        }
        return body;
    }

    /** Up to a closing brace or the end. */
    private Body lines() throws SyntaxException {
        var body = new Body(new LinkedHashMap<>(), new ArrayList<>());
        cursor.skipNewlines();
        while (cursor.peek().is(Kind.NAME)) {
            item(body);
            if (!cursor.peek().is(Kind.END) && !cursor.peek().is(Kind.NEWLINE)) {
                throw cursor.expected("a line end");
            }
            cursor.skipNewlines();
        }
        return body;
    }

    private void item(Body body) throws SyntaxException {
        var name = cursor.next();
        if (cursor.accept("=")) {
            attribute(name, body);
        } else {
            body.blocks().add(block(name));
        }
    }

    private void attribute(Token name, Body body) throws SyntaxException {
        var start = cursor.peek().span();
        var value = new ExpressionParser(cursor, depth).expression();
        var line = name.span().line();
        var text = source.slice(start.to(cursor.last().span()));
        if (body.attributes().put(name.text(), new Attribute(name.text(), value, text, line))
                != null) {
            throw new SyntaxException(
                    line, "\"" + name.text() + "\" is set twice here; keep one of them.");
        }
    }

    private Block block(Token type) throws SyntaxException {
        ReadLimits.nesting(++depth, type.span().line());
        var labels = new ArrayList<String>();
        while (cursor.peek().is(Kind.NAME) || cursor.peek().is(Kind.TEMPLATE)) {
            labels.add(label(cursor.next()));
        }
        if (!cursor.accept("{")) {
            throw cursor.expected(
                    labels.isEmpty()
                            ? "\"=\" or \"{\" after \"" + type.text() + "\""
                            : "\"{\" to open this block");
        }
        var body = cursor.peek().is(Kind.NEWLINE) ? lines() : line();
        cursor.expect(
                "}", "to close the block \"" + type.text() + "\" of line " + type.span().line());
        depth--;
        return new Block(type.text(), labels, body, type.span().line());
    }

    private static String label(Token token) throws SyntaxException {
        if (token.is(Kind.NAME)) {
            return token.text();
        }
        var text = new StringBuilder();
        for (var part : token.parts()) {
            if (!(part instanceof Token.Part.Text literal)) {
                throw new SyntaxException(
                        token.span().line(),
                        "The label of a block can't be worked out; write it out.");
            }
            text.append(literal.value());
        }
        return text.toString();
    }

    /** HCL allows one attribute, and no block, between braces on one line. */
    private Body line() throws SyntaxException {
        var body = new Body(new LinkedHashMap<>(), List.of());
        if (cursor.peek().is(Kind.NAME)) {
            var name = cursor.next();
            cursor.expect(
                    "=",
                    "after \""
                            + name.text()
                            + "\": a block on one line holds one attribute at most");
            attribute(name, body);
        }
        return body;
    }
}
