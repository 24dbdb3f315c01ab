package dev.groundplan.engine.terraform.hcl;

import java.util.List;

/**
 * A piece of HCL. A template (a quoted string or a heredoc) is one token; its content is in the
 * parts.
 */
record Token(Kind kind, String text, Span span, List<Part> parts) {
    enum Kind {
        NAME,
        NUMBER,
        TEMPLATE,
        MARK,
        NEWLINE,
        END
    }

    Token(Kind kind, String text, Span span) {
        this(kind, text, span, List.of());
    }

    /** A part of a template: text with escapes resolved, or the tokens of a sequence. */
    sealed interface Part {
        record Text(String value) implements Part {}

        /** {@code ${ … }}; the tokens end with END. */
        record Interpolation(List<Token> tokens) implements Part {}

        /** {@code %{ … }}. */
        record Directive(List<Token> tokens) implements Part {}
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isMark(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** For "… but found %s". */
    String described() {
        return switch (kind) {
            case NEWLINE -> "the end of the line";
            case END -> "the end of the file";
            case TEMPLATE -> "a string";
            default -> "\"" + text + "\"";
        };
    }
}
