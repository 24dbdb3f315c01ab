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
    private static final Pattern NUMBER =
            Pattern.compile("0[xX][0-9A-Fa-f]+|\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
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

    private boolean skipped(char first) throws SyntaxException {
        if (first == '#') {
            var comment = matched(COMMENT);
            comments.put(line, comment.group(1));
            move(comment.group().length());
            return true;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                throw new SyntaxException(line, "A comment that begins here has no end.");
            }
            move(end + 2 - at);
            return true;
        }
        if (Character.isWhitespace(first)) {
            move(1);
            return true;
        }
        return false;
    }

    private void word() {
        int start = text.charAt(at) == '$' ? at + 1 : at;
        int end = Strings.wordEnd(text, start);
        if (end > start && start > at) {
            add(Kind.VARIABLE, text.substring(start, end), text.substring(at, end));
        } else if (matched(NUMBER).lookingAt()) {
            add(Kind.NUMBER, matched(NUMBER).group());
        } else if (end > start) {
            var word = text.substring(at, end);
            add(
                    Character.isUpperCase(word.replace(":", "").charAt(0)) ? Kind.TYPE : Kind.NAME,
                    word);
        } else {
            add(Kind.SIGN, matched(SIGN).group());
        }
    }

    private void single() throws SyntaxException {
        int end = Strings.closing(text, at, true);
        if (end < 0) {
            throw new SyntaxException(line, "A string that begins here has no end.");
        }
        var whole = text.substring(at, end);
        add(Kind.STRING, Strings.single(whole.substring(1, whole.length() - 1)), whole);
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
        int end = divides ? -1 : Strings.closing(text, at, false);
        if (end > 0) {
            add(Kind.REGEX, text.substring(at + 1, end - 1), text.substring(at, end));
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
