package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.Binary;
import dev.groundplan.engine.terraform.hcl.Expression.Call;
import dev.groundplan.engine.terraform.hcl.Expression.Conditional;
import dev.groundplan.engine.terraform.hcl.Expression.For;
import dev.groundplan.engine.terraform.hcl.Expression.Tuple;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recognises rules in the condition of a validation, so that the form can check them. A rule is
 * taken only where the condition can't be true without it; Terraform judges the rest, and these
 * again.
 */
final class Conditions {
    private final Subjects subjects;
    private final @Nullable String message;

    Conditions(Subjects subjects, @Nullable String message) {
        this.subjects = subjects;
        this.message = message;
    }

    void require(Expression condition) {
        if (condition instanceof Binary binary) {
            requireBinary(binary);
        } else if (condition instanceof Conditional choice) {
            requireChoice(choice);
        } else if (condition instanceof Call call) {
            requireCall(call);
        }
    }

    private void requireBinary(Binary binary) {
        switch (binary.operator()) {
            case "&&" -> {
                require(binary.left());
                require(binary.right());
            }
            case "||" -> {
                unlessNull(binary.left(), "==", binary.right());
                unlessNull(binary.right(), "==", binary.left());
            }
            default -> new Comparison(subjects, message).require(binary);
        }
    }

    private void requireChoice(Conditional choice) {
        if (Literals.isTrue(choice.yes())) {
            unlessNull(choice.condition(), "==", choice.no());
        } else if (Literals.isTrue(choice.no())) {
            unlessNull(choice.condition(), "!=", choice.yes());
        }
    }

    /**
     * {@code var.x == null || …}: null is as good as not given, and the rule is for what is given.
     */
    private void unlessNull(Expression test, String operator, Expression rule) {
        if (test instanceof Binary binary && binary.operator().equals(operator)) {
            var tested = Literals.isNull(binary.right()) ? binary.left() : binary.right();
            if (Literals.isNull(binary.right()) || Literals.isNull(binary.left())) {
                subjects.find(tested)
                        .ifPresent(subject -> subjects.given(subject, () -> require(rule)));
            }
        }
    }

    private void requireCall(Call call) {
        if (call.is("can", 1)
                && call.arguments().get(0) instanceof Call regex
                && regex.is("regex", 2)) {
            subjects.find(regex.arguments().get(1))
                    .filter(subject -> subject.is("string"))
                    .flatMap(
                            subject ->
                                    Patterns.of(regex)
                                            .map(pattern -> new Found(subject.schema(), pattern)))
                    .ifPresent(
                            found -> new Narrowing(found.schema, message).pattern(found.pattern));
        } else if (call.is("contains", 2)) {
            subjects.find(call.arguments().get(1))
                    .ifPresent(subject -> contains(call.arguments().get(0), subject));
        } else if (call.is("alltrue", 1) && call.arguments().get(0) instanceof For loop) {
            each(loop);
        }
    }

    private record Found(ObjectNode schema, String pattern) {}

    private void contains(Expression list, Subjects.Subject subject) {
        if (list instanceof Tuple) {
            Literals.value(list)
                    .flatMap(values -> choices((ArrayNode) values, subject))
                    .ifPresent(new Narrowing(subject.schema(), message)::oneOf);
        }
    }

    /**
     * Empty when one can't be a value of the subject: {@code contains} compares without converting.
     */
    private static Optional<ArrayNode> choices(ArrayNode values, Subjects.Subject subject) {
        var choices = JsonNodeFactory.instance.arrayNode();
        values.values().stream().filter(value -> !value.isNull()).forEach(choices::add);
        return choices.values().stream().allMatch(value -> subject.is(kind(value)))
                ? Optional.of(choices)
                : Optional.empty();
    }

    private static String kind(JsonNode value) {
        return value.isString()
                ? "string"
                : value.isNumber() ? "number" : value.isBoolean() ? "boolean" : "none";
    }

    /** {@code alltrue([for x in var.list : …])} holds for each element. */
    private void each(For loop) {
        if (loop.key() == null && loop.condition() == null) {
            var name = loop.names().get(loop.names().size() - 1);
            subjects.find(loop.of())
                    .flatMap(Subjects.Subject::element)
                    .ifPresent(
                            element -> subjects.within(name, element, () -> require(loop.body())));
        }
    }
}
