package dev.groundplan.engine.terraform.hcl;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An HCL expression. Parentheses leave no trace; a string that is one {@code ${ … }} is the
 * expression in it.
 */
sealed interface Expression {
    Span span();

    /** A number, bool or null. */
    record Literal(Span span, JsonNode value) implements Expression {}

    record Template(Span span, List<Piece> pieces) implements Expression {
        /** Text, or what stands in {@code ${ … }}; neither for a directive. */
        record Piece(@Nullable String text, @Nullable Expression value) {}

        /** The text, when there is nothing to work out in it. */
        Optional<String> text() {
            var text = new StringBuilder();
            for (var piece : pieces) {
                if (piece.text() == null) {
                    return Optional.empty();
                }
                text.append(piece.text());
            }
            return Optional.of(text.toString());
        }
    }

    record Tuple(Span span, List<Expression> items) implements Expression {}

    record ObjectLiteral(Span span, List<Entry> entries) implements Expression {
        /**
         * A bare name as key is a {@link Path} of one; {@code computed} when the key is in
         * parentheses.
         */
        record Entry(Expression key, boolean computed, Expression value) {
            /** The key, when it is written out. */
            Optional<String> name() {
                return key instanceof Path path && !computed && path.names().size() == 1
                        ? Optional.of(path.names().get(0))
                        : Literals.text(key);
            }
        }
    }

    /** Names joined by dots, such as {@code var.disk.size}. */
    record Path(Span span, List<String> names) implements Expression {
        boolean isName(String name) {
            return names.size() == 1 && names.get(0).equals(name);
        }
    }

    /** An attribute, index or splat of something that is no {@link Path}. */
    record Access(Span span, Expression of) implements Expression {}

    record Call(Span span, String function, List<Expression> arguments, boolean expanded)
            implements Expression {
        boolean is(String name, int size) {
            return function.equals(name) && arguments.size() == size && !expanded;
        }
    }

    record Unary(Span span, String operator, Expression operand) implements Expression {}

    record Binary(Span span, String operator, Expression left, Expression right)
            implements Expression {}

    record Conditional(Span span, Expression condition, Expression yes, Expression no)
            implements Expression {}

    /** {@code [for names in of : body if condition]}, or with braces and a key. */
    record For(
            Span span,
            List<String> names,
            Expression of,
            @Nullable Expression key,
            Expression body,
            @Nullable Expression condition)
            implements Expression {}
}
