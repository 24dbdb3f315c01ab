package dev.groundplan.engine.puppet;

import dev.groundplan.engine.puppet.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a manifest apart, as far as declarations need it (puppet.com/docs, "Puppet language:
 * lexical conventions").
 */
final class Lexer {
    private static final Pattern COMMENT = Pattern.compile("#([^\\n]*)");
    private static final Pattern LONG_COMMENT = Pattern.compile("/\\*(?s:.*?)\\*/");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$((?:::)?[A-Za-z0-9_]+(?:::[A-Za-z0-9_]+)*)");
    private static final Pattern TYPE =
            Pattern.compile("(?:::)?[A-Z][A-Za-z0-9_]*(?:::[A-Z][A-Za-z0-9_]*)*");
    private static final Pattern NAME =
            Pattern.compile("(?:::)?[a-z_][A-Za-z0-9_]*(?:::[a-z_][A-Za-z0-9_]*)*");
    private static final Pattern NUMBER =
            Pattern.compile("0[xX][0-9A-Fa-f]+|\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    private static final Pattern SINGLE = Pattern.compile("'((?:[^'\\\\]|\\\\(?s:.))*+)'");
    private static final Pattern REGEX = Pattern.compile("/((?:[^/\\\\\\n]|\\\\.)*+)/");
    private static final Pattern SIGN = Pattern.compile("=>|\\+>|->|~>|<-|<~|<\\||\\|>|==|!=|.");
    private static final Pattern HEREDOC =
            Pattern.compile("@\\(\\s*(\"?)([^\":/)\\n]+?)\\1\\s*(?::[^/)]*)?(?:/[^)]*)?\\)");

    private record Heredoc(int token, String end, boolean computed) {}

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Map<Integer, String> comments = new TreeMap<>();
    private final Deque<Heredoc> heredocs = new ArrayDeque<>();
    private int at;
    private int line = 1;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * @param comments by line, without the sign that begins them
     */
    record Read(List<Token> tokens, Map<Integer, String> comments) {}

    static Read read(String text) throws SyntaxException {
        var lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.step();
        }
        lexer.tokens.add(new Token(Kind.END, "", lexer.line));
        return new Read(lexer.tokens, lexer.comments);
    }

    private void step() throws SyntaxException {
        if (text.charAt(at) == '\n') {
            move(1);
            while (!heredocs.isEmpty()) {
                heredoc(heredocs.remove());
            }
            return;
        }
        if (skipped(text.charAt(at))) {
            return;
        }
        switch (text.charAt(at)) {
            case '\'' -> single();
            case '"' -> twice();
            case '@' -> at();
            case '/' -> slash();
            default -> word();
        }
    }

    private boolean skipped(char first) {
        if (first == '#') {
            var comment = matched(COMMENT);
            comments.put(line, comment.group(1));
            move(comment.group().length());
            return true;
        }
        if (first == '/' && matched(LONG_COMMENT).lookingAt()) {
            move(matched(LONG_COMMENT).group().length());
            return true;
        }
        if (Character.isWhitespace(first)) {
            move(1);
            return true;
        }
        return false;
    }

    private void word() {
        var variable = matched(VARIABLE);
        if (variable.lookingAt()) {
            add(Kind.VARIABLE, variable.group(1), variable.group());
        } else if (matched(TYPE).lookingAt()) {
            add(Kind.TYPE, matched(TYPE).group());
        } else if (matched(NAME).lookingAt()) {
            add(Kind.NAME, matched(NAME).group());
        } else if (matched(NUMBER).lookingAt()) {
            add(Kind.NUMBER, matched(NUMBER).group());
        } else {
            add(Kind.SIGN, matched(SIGN).group());
        }
    }

    private void single() throws SyntaxException {
        var quoted = matched(SINGLE);
        if (!quoted.lookingAt()) {
            throw new SyntaxException(line, "A string that begins here has no end.");
        }
        add(Kind.STRING, Strings.single(quoted.group(1)), quoted.group());
    }

    private void twice() throws SyntaxException {
        int end = Strings.end(text, at);
        if (end < 0) {
            throw new SyntaxException(line, "A string that begins here has no end.");
        }
        var whole = text.substring(at, end);
        var inner = whole.substring(1, whole.length() - 1);
        var plain = Strings.plain(inner);
        add(plain.isPresent() ? Kind.STRING : Kind.TEMPLATE, plain.orElse(inner), whole);
    }

    private void at() {
        var heredoc = matched(HEREDOC);
        if (heredoc.lookingAt()) {
            boolean computed = !heredoc.group(1).isEmpty();
            heredocs.add(new Heredoc(tokens.size(), heredoc.group(2).strip(), computed));
            add(Kind.TEMPLATE, "", heredoc.group());
        } else {
            add(Kind.SIGN, "@");
        }
    }

    private void slash() {
        boolean divides = !tokens.isEmpty() && tokens.get(tokens.size() - 1).isValue();
        var regex = matched(REGEX);
        if (!divides && regex.lookingAt()) {
            add(Kind.REGEX, regex.group(1), regex.group());
        } else {
            add(Kind.SIGN, "/");
        }
    }

    /** Its text begins on the line after the one that announces it. */
    private void heredoc(Heredoc heredoc) throws SyntaxException {
        var end =
                Pattern.compile(
                        "^[ \\t]*(?:\\|[ \\t]*)?(?:-[ \\t]*)?"
                                + Pattern.quote(heredoc.end)
                                + "[ \\t\\r]*$",
                        Pattern.MULTILINE);
        var found = end.matcher(text);
        if (!found.find(at)) {
            throw new SyntaxException(line, "A text that begins here has no end.");
        }
        var begun = tokens.get(heredoc.token);
        var body = heredoc.computed ? text.substring(at, found.start()) : "";
        tokens.set(heredoc.token, new Token(Kind.TEMPLATE, body, begun.line()));
        move(found.end() - at);
    }

    private Matcher matched(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        matcher.lookingAt();
        return matcher;
    }

    private void add(Kind kind, String whole) {
        add(kind, whole, whole);
    }

    private void add(Kind kind, String meaning, String whole) {
        tokens.add(new Token(kind, meaning, line));
        move(whole.length());
    }

    private void move(int characters) {
        for (int i = at; i < at + characters; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        at += characters;
    }
}
