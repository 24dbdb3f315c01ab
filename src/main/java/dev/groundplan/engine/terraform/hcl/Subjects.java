package dev.groundplan.engine.terraform.hcl;

import dev.groundplan.engine.terraform.hcl.Expression.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a condition may speak of: the variable, attributes in it, and the variables of the loops
 * around.
 */
final class Subjects {
    private final String variable;
    private final Subject whole;
    private final Map<String, Subject> loops = new HashMap<>();
    private final Deque<Subject> given = new ArrayDeque<>();

    /** A part of the variable, and the schema of that part. */
    record Subject(String path, ObjectNode schema) {
        boolean is(String type) {
            var own = schema.path("type").asString("");
            return own.equals(type) || own.equals("integer") && type.equals("number");
        }

        Optional<Subject> attribute(String name) {
            return schema.path("properties").get(name) instanceof ObjectNode attribute
                    ? Optional.of(new Subject(path + "." + name, attribute))
                    : Optional.empty();
        }

        /** The elements of a list, set or map. */
        Optional<Subject> element() {
            var element = schema.get(is("array") ? "items" : "additionalProperties");
            return element instanceof ObjectNode node
                    ? Optional.of(new Subject(path + "[]", node))
                    : Optional.empty();
        }

        private boolean isIn(Subject other) {
            return path.equals(other.path)
                    || path.startsWith(other.path + ".")
                    || path.startsWith(other.path + "[");
        }
    }

    Subjects(String variable, ObjectNode schema) {
        this.variable = variable;
        this.whole = new Subject("var." + variable, schema);
    }

    /** Empty for anything else, and for what a null test around it doesn't speak of. */
    Optional<Subject> find(Expression expression) {
        return expression instanceof Path path
                ? find(path.names()).filter(subject -> given.stream().allMatch(subject::isIn))
                : Optional.empty();
    }

    private Optional<Subject> find(List<String> names) {
        var loop = loops.get(names.get(0));
        var isVariable =
                loop == null
                        && names.size() > 1
                        && names.get(0).equals("var")
                        && names.get(1).equals(variable);
        var start = isVariable ? whole : loop;
        return follow(start, names.subList(isVariable ? 2 : 1, names.size()));
    }

    private static Optional<Subject> follow(@Nullable Subject start, List<String> names) {
        var found = Optional.ofNullable(start);
        for (var name : names) {
            found = found.flatMap(subject -> subject.attribute(name));
        }
        return found;
    }

    void given(Subject subject, Runnable rules) {
        given.push(subject);
        rules.run();
        given.pop();
    }

    void within(String name, Subject element, Runnable rules) {
        var outer = loops.put(name, element);
        rules.run();
        if (outer == null) {
            loops.remove(name);
        } else {
            loops.put(name, outer);
        }
    }
}
