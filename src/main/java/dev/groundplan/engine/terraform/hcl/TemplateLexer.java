package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Token.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads the inside of quoted strings and heredocs: escapes, {@code ${ … }}, {@code %{ … }}. */
final class TemplateLexer {
    private final Lexer lexer;
    private final Source source;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    TemplateLexer(Lexer lexer) {
        this.lexer = lexer;
        this.source = lexer.source;
    }

    /** From the opening quote to behind the closing one. */
    List<Part> quoted() throws SyntaxException {
        var line = source.lineAt(lexer.at++);
        while (source.at(lexer.at) != '"') {
            var c = source.at(lexer.at);
            if (lexer.at >= source.length() || c == '\n' || c == '\r') {
                throw new SyntaxException(
                        line, "Expected a closing quote before the end of the line.");
            }
            if (c == '\\') {
                escape();
            } else {
                sequenceOrCharacter();
            }
        }
        lexer.at++;
        return done();
    }

    /** From {@code <<} to behind the closing marker; the line end after it is left. */
    List<Part> heredoc() throws SyntaxException {
        var start = lexer.at;
        lexer.at += 2;
        var indented = source.at(lexer.at) == '-';
        lexer.at += indented ? 1 : 0;
        var marker = marker(start);
        while (!atMarker(marker)) {
            heredocLine(start, marker);
        }
        endText();
        return indented ? Heredoc.unindented(parts) : parts;
    }

    /** The whole source. */
    List<Part> bare() throws SyntaxException {
        while (lexer.at < source.length()) {
            sequenceOrCharacter();
        }
        return done();
    }

    private String marker(int start) throws SyntaxException {
        var end = lexer.nameEnd(lexer.at);
        var marker = source.slice(lexer.at, end);
        var lineEnd = source.startsWith("\r\n", end) ? end + 1 : end;
        if (marker.isEmpty() || source.at(lineEnd) != '\n') {
            throw new SyntaxException(
                    source.lineAt(start),
                    "Expected a marker such as EOT and a line end after \"<<\".");
        }
        lexer.at = lineEnd + 1;
        return marker;
    }

    /** HCL wants a line end after the closing marker, even at the end of the file. */
    private boolean atMarker(String marker) {
        var end = source.lineEnd(lexer.at);
        var line = source.slice(lexer.at, end);
        if (end >= source.length() || !line.strip().equals(marker)) {
            return false;
        }
        lexer.at = line.endsWith("\r") ? end - 1 : end;
        return true;
    }

    /** Each line is its own text, so that the indentation can be taken off later. */
    private void heredocLine(int start, String marker) throws SyntaxException {
        while (source.at(lexer.at) != '\n') {
            if (lexer.at >= source.length()) {
                throw new SyntaxException(
                        source.lineAt(start),
                        "Expected a line with only " + marker + " to close this text.");
            }
            sequenceOrCharacter();
        }
        character();
        endText();
    }

    private void sequenceOrCharacter() throws SyntaxException {
        if (source.startsWith("$${", lexer.at) || source.startsWith("%%{", lexer.at)) {
            lexer.at++;
            character();
            character();
        } else if (source.startsWith("${", lexer.at)) {
            endText();
            parts.add(new Part.Interpolation(sequence()));
        } else if (source.startsWith("%{", lexer.at)) {
            endText();
            parts.add(new Part.Directive(sequence()));
        } else {
            character();
        }
    }

    private List<Token> sequence() throws SyntaxException {
        lexer.at += source.at(lexer.at + 2) == '~' ? 3 : 2;
        return lexer.sequence();
    }

    private void character() {
        text.append(source.at(lexer.at++));
    }

    private void escape() throws SyntaxException {
        var kind = source.at(lexer.at + 1);
        switch (kind) {
            case 'n' -> escaped('\n');
            case 'r' -> escaped('\r');
            case 't' -> escaped('\t');
            case '"', '\\' -> escaped(kind);
            case 'u' -> unicode(4);
            case 'U' -> unicode(8);
            default ->
                    throw new SyntaxException(
                            source.lineAt(lexer.at),
                            "A backslash in a string must be followed by n, r, t, u, U, a quote or a backslash.");
        }
    }

    private void escaped(char c) {
        text.append(c);
        lexer.at += 2;
    }

    private void unicode(int digits) throws SyntaxException {
        var start = lexer.at + 2;
        var hex = source.slice(start, Math.min(start + digits, source.length()));
        if (!hex.matches("[0-9a-fA-F]{" + digits + "}")
                || Long.parseLong(hex, 16) > Character.MAX_CODE_POINT) {
            throw new SyntaxException(
                    source.lineAt(lexer.at),
                    "Expected " + digits + " hexadecimal digits of a character here.");
        }
        text.append(character((int) Long.parseLong(hex, 16)));
        lexer.at = start + digits;
    }

    /**
     * Half of a surrogate pair is no character: Go, and so Terraform, makes the replacement
     * character of it.
     */
    private static String character(int codePoint) {
        var half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return half ? "\uFFFD" : Character.toString(codePoint);
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text.toString()));
            text.setLength(0);
        }
    }

    private List<Part> done() {
        endText();
        return parts;
    }
}
