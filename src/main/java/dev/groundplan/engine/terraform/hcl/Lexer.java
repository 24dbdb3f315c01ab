package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits HCL into tokens (HCL Native Syntax Specification, "Lexical Elements"). A name may contain
 * dashes; a line comment counts as a line end.
 */
final class Lexer {
    private static final List<String> MARKS =
            List.of(
                    "...", "==", "!=", "<=", ">=", "&&", "||", "=>", "::", "{", "}", "[", "]", "(",
                    ")", ",", "=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".");

    final Source source;
    int at;
    private int depth;

    private Lexer(Source source) {
        this.source = source;
    }

    /** The tokens of a file; the last one is END. */
    static List<Token> tokens(Source source) throws SyntaxException {
        return new Lexer(source).upTo(false);
    }

    /** A JSON string that is read as a template: like a heredoc, without escapes by backslash. */
    static Token template(Source source) throws SyntaxException {
        var parts = new TemplateLexer(new Lexer(source)).bare();
        return new Token(Kind.TEMPLATE, "", source.span(0, source.length()), parts);
    }

    /** What stands between {@code ${} and its closing brace, which is consumed. */
    List<Token> sequence() throws SyntaxException {
        ReadLimits.nesting(++depth, source.lineAt(at));
        var tokens = upTo(true);
        depth--;
        return tokens;
    }

    private List<Token> upTo(boolean brace) throws SyntaxException {
        var tokens = new ArrayList<Token>();
        var start = at;
        var open = 0;
        while (true) {
            skipBlanks();
            if (at >= source.length()) {
                if (brace) {
                    throw new SyntaxException(
                            source.lineAt(start),
                            "Expected \"}\" to close this \"{\" in a string.");
                }
                return end(tokens);
            }
            if (brace && open == 0 && (source.at(at) == '}' || source.startsWith("~}", at))) {
                end(tokens);
                at += source.at(at) == '}' ? 1 : 2;
                return tokens;
            }
            var token = next();
            open += token.isMark("{") ? 1 : token.isMark("}") ? -1 : 0;
            tokens.add(token);
        }
    }

    private List<Token> end(List<Token> tokens) {
        tokens.add(new Token(Kind.END, "", source.span(at, at)));
        return tokens;
    }

    private void skipBlanks() throws SyntaxException {
        while (source.at(at) == ' ' || source.at(at) == '\t' || source.startsWith("/*", at)) {
            if (source.at(at) != '/') {
                at++;
                continue;
            }
            var close = source.indexOf("*/", at + 2);
            if (close < 0) {
                throw new SyntaxException(
                        source.lineAt(at), "Expected \"*/\" to close this comment.");
            }
            at = close + 2;
        }
    }

    private Token next() throws SyntaxException {
        var c = source.at(at);
        if (c == '\n' || source.startsWith("\r\n", at)) {
            return token(Kind.NEWLINE, at + (c == '\n' ? 1 : 2));
        }
        if (c == '#' || source.startsWith("//", at)) {
            return token(Kind.NEWLINE, Math.min(source.lineEnd(at) + 1, source.length()));
        }
        if (c == '"') {
            return template(start -> new TemplateLexer(this).quoted());
        }
        if (source.startsWith("<<", at)) {
            return template(start -> new TemplateLexer(this).heredoc());
        }
        if (isDigit(c)) {
            return token(Kind.NUMBER, numberEnd());
        }
        var name = nameEnd(at);
        return name > at ? token(Kind.NAME, name) : mark();
    }

    private interface Parts {
        List<Token.Part> from(int start) throws SyntaxException;
    }

    private Token template(Parts reader) throws SyntaxException {
        var start = at;
        ReadLimits.nesting(++depth, source.lineAt(at));
        var parts = reader.from(start);
        depth--;
        return new Token(Kind.TEMPLATE, "", source.span(start, at), parts);
    }

    private Token token(Kind kind, int end) {
        var start = at;
        at = end;
        return new Token(kind, source.slice(start, end), source.span(start, end));
    }

    private Token mark() throws SyntaxException {
        for (var mark : MARKS) {
            if (source.startsWith(mark, at)) {
                return token(Kind.MARK, at + mark.length());
            }
        }
        var found = Character.toString(source.codePointAt(at));
        throw new SyntaxException(
                source.lineAt(at), "The character \"" + shown(found) + "\" is not expected here.");
    }

    private static String shown(String character) {
        var c = character.codePointAt(0);
        return c < ' ' || c == 0xFEFF ? "U+%04X".formatted(c) : character;
    }

    private int numberEnd() throws SyntaxException {
        var end = digits(at);
        if (source.at(end) == '.' && isDigit(source.at(end + 1))) {
            end = digits(end + 1);
        }
        if (source.at(end) == 'e' || source.at(end) == 'E') {
            var sign = source.at(end + 1) == '+' || source.at(end + 1) == '-' ? 2 : 1;
            end = isDigit(source.at(end + sign)) ? digits(end + sign) : end;
        }
        if (end - at > ReadLimits.NUMBER_LENGTH) {
            throw new SyntaxException(source.lineAt(at), "This number is too long.");
        }
        return end;
    }

    private int digits(int from) {
        var end = from;
        while (isDigit(source.at(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The end of the name that starts here; the start itself when there is none. */
    int nameEnd(int start) {
        var end = start;
        while (end < source.length() && isNamePart(source.codePointAt(end), end == start)) {
            end += Character.charCount(source.codePointAt(end));
        }
        return end;
    }

    private static boolean isNamePart(int c, boolean first) {
        return c == '_'
                || Character.isUnicodeIdentifierStart(c)
                || !first
                        && (c == '-'
                                || Character.isUnicodeIdentifierPart(c)
                                        && !Character.isIdentifierIgnorable(c));
    }
}
