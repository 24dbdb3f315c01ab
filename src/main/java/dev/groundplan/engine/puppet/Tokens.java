package dev.groundplan.engine.puppet;

import dev.groundplan.engine.puppet.Token.Kind;
import java.util.List;

/** Goes through the tokens of a manifest. */
final class Tokens {
    private final List<Token> all;
    private int at;

    Tokens(List<Token> all) {
        this.all = all;
    }

    Token peek() {
        return ahead(0);
    }

    Token ahead(int steps) {
        return all.get(Math.min(at + steps, all.size() - 1));
    }

    Token next() {
        var token = peek();
        at = Math.min(at + 1, all.size() - 1);
        return token;
    }

    boolean done() {
        return peek().kind() == Kind.END;
    }

    boolean accept(String sign) {
        if (peek().is(sign)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String sign) throws SyntaxException {
        if (!accept(sign)) {
            throw new SyntaxException(peek().line(), "Here should be a '" + sign + "'.");
        }
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    List<Token> since(int mark) {
        return all.subList(mark, at);
    }

    /** Goes to the end of an expression: a sign of these that stands in no brackets. */
    void skipTo(String... ends) throws SyntaxException {
        int depth = 0;
        while (!done()) {
            var token = peek();
            if (depth == 0 && List.of(ends).stream().anyMatch(token::is)) {
                return;
            }
            if (token.is("(") || token.is("[") || token.is("{")) {
                depth++;
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                depth--;
            }
            next();
        }
        throw new SyntaxException(peek().line(), "A bracket is never closed.");
    }
}
