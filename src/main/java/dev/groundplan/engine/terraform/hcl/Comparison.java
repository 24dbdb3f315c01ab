package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.Binary;
import dev.groundplan.engine.terraform.hcl.Expression.Call;
import dev.groundplan.engine.terraform.hcl.Subjects.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rules that compare a value or its length with a literal. */
record Comparison(Subjects subjects, @Nullable String message) {
    private static final Map<String, String> FLIPPED =
            Map.of("<", ">", ">", "<", "<=", ">=", ">=", "<=", "==", "==", "!=", "!=");

    void require(Binary binary) {
        var operator = binary.operator();
        if (!FLIPPED.containsKey(operator)) {
            return;
        }
        var right = Literals.value(binary.right());
        var left = Literals.value(binary.left());
        if (right.isPresent()) {
            compare(binary.left(), operator, right.get());
        } else if (left.isPresent()) {
            compare(binary.right(), FLIPPED.get(operator), left.get());
        } else if (operator.equals("==")) {
            rounded(binary.left(), binary.right());
            rounded(binary.right(), binary.left());
        }
    }

    private void compare(Expression what, String operator, JsonNode literal) {
        if (literal.isNumber()) {
            number(what, operator, literal.decimalValue());
        } else if (literal.isString() && literal.asString().isEmpty() && operator.equals("!=")) {
            size(what, ">", BigDecimal.ZERO);
        }
    }

    private void number(Expression what, String operator, BigDecimal limit) {
        if (what instanceof Call call && call.is("length", 1)) {
            size(call.arguments().get(0), operator, limit);
        } else if (what instanceof Binary modulo && modulo.operator().equals("%")) {
            modulo(modulo, operator, limit);
        } else {
            subjects.find(what)
                    .filter(subject -> subject.is("number"))
                    .ifPresent(s -> bound(s, operator, limit));
        }
    }

    private void bound(Subject subject, String operator, BigDecimal limit) {
        var narrowing = new Narrowing(subject.schema(), message);
        switch (operator) {
            case ">=" -> narrowing.atLeast("minimum", limit);
            case ">" -> narrowing.atLeast("exclusiveMinimum", limit);
            case "<=" -> narrowing.atMost("maximum", limit);
            case "<" -> narrowing.atMost("exclusiveMaximum", limit);
            default -> {}
        }
    }

    private void size(Expression of, String operator, BigDecimal limit) {
        var least = least(operator, limit);
        if (of instanceof Call matches && matches.is("regexall", 2)) {
            least.filter(count -> count.signum() > 0).ifPresent(count -> pattern(matches));
        } else if (of instanceof Call trimmed && trimmed.is("trimspace", 1)) {
            string(trimmed.arguments().get(0))
                    .ifPresent(subject -> size(subject, least, Optional.empty()));
        } else {
            subjects.find(of).ifPresent(subject -> size(subject, least, most(operator, limit)));
        }
    }

    private void size(Subject subject, Optional<BigDecimal> least, Optional<BigDecimal> most) {
        var what = counted(subject);
        if (!what.isEmpty()) {
            var narrowing = new Narrowing(subject.schema(), message);
            least.filter(count -> count.signum() > 0)
                    .ifPresent(count -> narrowing.atLeast("min" + what, count));
            most.filter(count -> count.signum() >= 0)
                    .ifPresent(count -> narrowing.atMost("max" + what, count));
        }
    }

    /**
     * An object with known attributes always counts all of them, so only a map's size says
     * something.
     */
    private static String counted(Subject subject) {
        if (subject.is("string")) {
            return "Length";
        }
        if (subject.is("array")) {
            return "Items";
        }
        return subject.schema().path("additionalProperties").isObject() ? "Properties" : "";
    }

    private void pattern(Call matches) {
        string(matches.arguments().get(1))
                .ifPresent(
                        subject ->
                                Patterns.of(matches)
                                        .ifPresent(
                                                new Narrowing(subject.schema(), message)::pattern));
    }

    private Optional<Subject> string(Expression expression) {
        return subjects.find(expression).filter(subject -> subject.is("string"));
    }

    /** The smallest count that satisfies the comparison. */
    private static Optional<BigDecimal> least(String operator, BigDecimal limit) {
        return switch (operator) {
            case ">=", "==" -> Optional.of(limit.setScale(0, RoundingMode.CEILING));
            case ">" -> Optional.of(limit.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
            case "!=" -> limit.signum() == 0 ? Optional.of(BigDecimal.ONE) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> most(String operator, BigDecimal limit) {
        return switch (operator) {
            case "<=", "==" -> Optional.of(limit.setScale(0, RoundingMode.FLOOR));
            case "<" ->
                    Optional.of(limit.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE));
            default -> Optional.empty();
        };
    }

    /** {@code floor(var.x) == var.x}. */
    private void rounded(Expression rounded, Expression plain) {
        if (rounded instanceof Call call && (call.is("floor", 1) || call.is("ceil", 1))) {
            var inner = subjects.find(call.arguments().get(0));
            subjects.find(plain)
                    .filter(subject -> inner.filter(subject::equals).isPresent())
                    .ifPresent(this::whole);
        }
    }

    /** {@code var.x % 1 == 0}. */
    private void modulo(Binary modulo, String operator, BigDecimal rest) {
        var one =
                Literals.value(modulo.right())
                        .filter(value -> value.isNumber() && value.asDouble() == 1);
        if (one.isPresent() && operator.equals("==") && rest.signum() == 0) {
            subjects.find(modulo.left()).ifPresent(this::whole);
        }
    }

    private void whole(Subject subject) {
        if (subject.is("number")) {
            new Narrowing(subject.schema(), message).whole();
        }
    }
}
