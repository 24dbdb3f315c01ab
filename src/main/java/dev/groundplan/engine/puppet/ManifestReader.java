package dev.groundplan.engine.puppet;

import dev.groundplan.engine.puppet.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What one manifest declares: classes, the classes that it includes, outputs. */
final class ManifestReader {
    private static final Set<String> INCLUDING = Set.of("include", "contain", "require");
    private static final Pattern MENTIONED = Pattern.compile("\\$\\{?\\s*([a-z_][A-Za-z0-9_]*)");
    static final String OUTPUT = "groundplan_output";

    /**
     * @param mentions names of variables that its value is made of
     * @param secret whether its value is marked where it stands
     */
    record FoundOutput(String name, Set<String> mentions, boolean secret) {}

    record Found(List<PuppetClass> classes, Set<String> included, List<FoundOutput> outputs) {}

    private final Tokens tokens;
    private final Map<Integer, String> comments;
    private final Found found =
            new Found(new ArrayList<>(), new LinkedHashSet<>(), new ArrayList<>());

    private ManifestReader(Lexer.Read read) {
        this.tokens = new Tokens(read.tokens());
        this.comments = read.comments();
    }

    static Found read(String text) throws SyntaxException {
        var reader = new ManifestReader(Lexer.read(text));
        while (!reader.tokens.done()) {
            reader.statement();
        }
        return reader.found;
    }

    private void statement() throws SyntaxException {
        var token = tokens.next();
        if (token.isName("class") && tokens.peek().kind() == Kind.NAME) {
            definition(token.line(), tokens.next().text());
        } else if (token.kind() == Kind.NAME && INCLUDING.contains(token.text())) {
            including();
        } else if (token.isName(OUTPUT) && tokens.accept("{")) {
            outputs();
        }
    }

    private void definition(int line, String name) throws SyntaxException {
        var parameters = new ArrayList<Parameter>();
        if (tokens.accept("(")) {
            while (!tokens.accept(")")) {
                parameters.add(parameter());
                if (!tokens.peek().is(")")) {
                    tokens.expect(",");
                }
            }
        }
        found.classes()
                .add(
                        new PuppetClass(
                                name.replaceFirst("^::", ""),
                                parameters,
                                Documentation.above(line, comments)));
    }

    private Parameter parameter() throws SyntaxException {
        var type = tokens.peek().kind() == Kind.TYPE ? new TypeParser(tokens).read() : DataType.ANY;
        var name = tokens.next();
        if (name.kind() != Kind.VARIABLE) {
            throw new SyntaxException(name.line(), "Here should be a parameter.");
        }
        return tokens.accept("=")
                ? new Parameter(name.text(), type, true, literal().orElse(null))
                : new Parameter(name.text(), type, false, null);
    }

    private Optional<JsonNode> literal() throws SyntaxException {
        int mark = tokens.mark();
        var literal = new Literals(tokens).read();
        if (literal.isPresent() && (tokens.peek().is(",") || tokens.peek().is(")"))) {
            return literal.filter(value -> !value.isNull());
        }
        tokens.reset(mark);
        tokens.skipTo(",", ")");
        return Optional.empty();
    }

    /** {@code include a, b} and {@code include('a')}; a computed name is passed over. */
    private void including() {
        boolean bracket = tokens.accept("(");
        do {
            var kind = tokens.peek().kind();
            if (kind != Kind.NAME && kind != Kind.STRING) {
                return;
            }
            found.included().add(tokens.next().text().replaceFirst("^::", ""));
        } while (tokens.accept(","));
        if (bracket) {
            tokens.accept(")");
        }
    }

    private void outputs() throws SyntaxException {
        while (!tokens.accept("}")) {
            var names = names();
            tokens.expect(":");
            int mark = tokens.mark();
            tokens.skipTo(";", "}");
            var body = tokens.since(mark);
            names.forEach(name -> found.outputs().add(output(name, body)));
            tokens.accept(";");
        }
    }

    /** A computed name is known only when it is there. */
    private List<String> names() throws SyntaxException {
        int mark = tokens.mark();
        tokens.skipTo(":");
        return tokens.since(mark).stream()
                .filter(token -> token.kind() == Kind.STRING || token.kind() == Kind.NAME)
                .map(Token::text)
                .toList();
    }

    private static FoundOutput output(String name, List<Token> body) {
        var mentions = new LinkedHashSet<String>();
        boolean secret = false;
        for (var token : body) {
            secret |= token.kind() == Kind.TYPE && token.text().equals("Sensitive");
            if (token.kind() == Kind.VARIABLE) {
                mentions.add(token.text());
            } else if (token.kind() == Kind.TEMPLATE) {
                MENTIONED
                        .matcher(token.text())
                        .results()
                        .forEach(each -> mentions.add(each.group(1)));
            }
        }
        return new FoundOutput(name, mentions, secret);
    }
}
