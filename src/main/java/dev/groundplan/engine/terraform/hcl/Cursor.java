package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where the parser is in the tokens. Inside of parentheses and brackets line ends mean nothing. */
final class Cursor {
    private final List<Token> tokens;
    private final Deque<Boolean> newlinesCount = new ArrayDeque<>();
    private int at;

    Cursor(List<Token> tokens, boolean newlinesCount) {
        this.tokens = tokens;
        this.newlinesCount.push(newlinesCount);
    }

    Token peek() {
        while (!newlinesCount.element() && tokens.get(at).is(Kind.NEWLINE)) {
            at++;
        }
        return tokens.get(at);
    }

    Token next() {
        var token = peek();
        at += token.is(Kind.END) ? 0 : 1;
        return token;
    }

    /** The token before the next one. */
    Token last() {
        return tokens.get(Math.max(at - 1, 0));
    }

    boolean accept(String mark) {
        var found = peek().isMark(mark);
        at += found ? 1 : 0;
        return found;
    }

    Token expect(String mark, String why) throws SyntaxException {
        if (!peek().isMark(mark)) {
            throw expected("\"" + mark + "\" " + why);
        }
        return next();
    }

    String expectName(String what) throws SyntaxException {
        if (!peek().is(Kind.NAME)) {
            throw expected(what);
        }
        return next().text();
    }

    void skipNewlines() {
        while (tokens.get(at).is(Kind.NEWLINE)) {
            at++;
        }
    }

    /** {@link #leave} must follow, after the closing bracket is consumed. */
    void enter(boolean newlines) {
        newlinesCount.push(newlines);
    }

    void leave() {
        newlinesCount.pop();
    }

    SyntaxException expected(String what) {
        var found = peek();
        return new SyntaxException(
                found.span().line(), "Expected " + what + ", but found " + found.described() + ".");
    }
}
