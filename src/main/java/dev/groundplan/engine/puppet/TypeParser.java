package dev.groundplan.engine.puppet;

import dev.groundplan.engine.puppet.Token.Kind;
import dev.groundplan.engine.puppet.TypeArgument.Literal;
import dev.groundplan.engine.puppet.TypeArgument.Member;
import dev.groundplan.engine.puppet.TypeArgument.Members;
import dev.groundplan.engine.puppet.TypeArgument.Regex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.node.NullNode;

/** Reads a data type where one is written down. */
final class TypeParser {
    private static final int DEEPEST = 50;
    private final Tokens tokens;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    DataType read() throws SyntaxException {
        return type(0);
    }

    private DataType type(int depth) throws SyntaxException {
        var name = tokens.next();
        if (name.kind() != Kind.TYPE) {
            throw new SyntaxException(name.line(), "Here should be a data type.");
        }
        if (depth > DEEPEST) {
            throw new SyntaxException(name.line(), "A data type is nested too deep.");
        }
        var arguments = new ArrayList<TypeArgument>();
        if (tokens.accept("[")) {
            while (!tokens.accept("]")) {
                arguments.add(argument(depth));
                if (!tokens.peek().is("]")) {
                    tokens.expect(",");
                }
            }
        }
        return new DataType(name.text().replaceFirst("^::", ""), List.copyOf(arguments));
    }

    private TypeArgument argument(int depth) throws SyntaxException {
        var token = tokens.peek();
        if (token.kind() == Kind.TYPE) {
            var type = type(depth + 1);
            return ends() ? type : unknown();
        }
        if (token.kind() == Kind.REGEX) {
            tokens.next();
            return new Regex(token.text());
        }
        if (token.is("{")) {
            return members(depth);
        }
        int mark = tokens.mark();
        var literal = new Literals(tokens).read();
        if (literal.isPresent() && ends()) {
            return new Literal(literal.get());
        }
        tokens.reset(mark);
        return unknown();
    }

    private boolean ends() {
        return tokens.peek().is(",") || tokens.peek().is("]");
    }

    /** {@code default}, or an expression that only Puppet can compute. */
    private TypeArgument unknown() throws SyntaxException {
        tokens.skipTo(",", "]");
        return new Literal(NullNode.getInstance());
    }

    private Members members(int depth) throws SyntaxException {
        var members = new LinkedHashMap<String, Member>();
        tokens.expect("{");
        while (!tokens.accept("}")) {
            boolean optional = false;
            var key = tokens.next();
            if (key.kind() == Kind.TYPE && tokens.accept("[")) {
                optional = key.text().equals("Optional");
                key = tokens.next();
                tokens.expect("]");
            }
            tokens.expect("=>");
            var type = type(depth + 1);
            members.put(key.text(), new Member(type, optional || type.optional()));
            if (!tokens.peek().is("}")) {
                tokens.expect(",");
            }
        }
        return new Members(members);
    }
}
