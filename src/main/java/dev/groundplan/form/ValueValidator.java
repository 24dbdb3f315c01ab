package dev.groundplan.form;

import dev.groundplan.form.check.Finding;
import dev.groundplan.form.check.SchemaRules;
import dev.groundplan.form.check.ValueLimits;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The one judge of values, whether they come from a form, the API or a file. */
@Component
public class ValueValidator {
    private static final int MAX_PROBLEMS = 200;

    /**
     * Every broken rule, in the order of the form; empty when the values are good. Values of
     * parameters that are not asked for are not judged: they are dropped by {@link #visible}.
     *
     * @param values secrets in clear, null to remove one, absent to keep one
     */
    public List<ValueProblem> validate(FormDefinition definition, ObjectNode values, Known known) {
        var limits = ValueLimits.of(definition.root(), values);
        if (!limits.isEmpty()) {
            return sorted(definition, limits.stream().map(ValueValidator::problem).toList());
        }
        var visible = visible(definition, values);
        var problems = new ArrayList<ValueProblem>();
        problems.addAll(undeclared(definition, values));
        problems.addAll(FixedRules.check(definition, visible, known));
        problems.addAll(EntryRules.check(definition, visible, known));
        problems.addAll(bySchema(definition, visible, known, List.copyOf(problems)));
        return sorted(definition, problems);
    }

    /** A copy without the values of parameters that are not asked for. */
    public ObjectNode visible(FormDefinition definition, ObjectNode values) {
        return new Conditions(definition, values).visible();
    }

    private static List<ValueProblem> undeclared(FormDefinition definition, ObjectNode values) {
        var declared = definition.parameters();
        return values.propertyStream()
                .filter(entry -> !declared.containsKey(entry.getKey()))
                .map(entry -> Pointers.child("", entry.getKey()))
                .map(pointer -> new ValueProblem(pointer, "There is no parameter of this name."))
                .toList();
    }

    private static List<ValueProblem> bySchema(
            FormDefinition definition, ObjectNode values, Known known, List<ValueProblem> found) {
        var secrets = Secrets.pointers(definition);
        var conditions = new Conditions(definition, values);
        return new SchemaRules(definition.schema())
                .check(judged(values, secrets), secrets).stream()
                        .map(ValueValidator::problem)
                        .filter(p -> found.stream().noneMatch(f -> covers(f, p, values)))
                        .filter(p -> isDeclared(definition, p) && isAsked(conditions, p))
                        .filter(p -> !isKept(p.pointer(), secrets, values, known))
                        .toList();
    }

    /** Without the secrets to be removed, and with unreadable input as plain text. */
    private static JsonNode judged(ObjectNode values, Set<String> secrets) {
        var judged = Json.parse(Json.compact(values)).orElseThrow();
        secrets.forEach(pointer -> removeNull(judged, pointer));
        return judged;
    }

    private static void removeNull(JsonNode values, String pointer) {
        int end = pointer.lastIndexOf('/');
        if (values.at(pointer).isNull()
                && values.at(pointer.substring(0, end)) instanceof ObjectNode parent) {
            parent.remove(Pointers.unescape(pointer.substring(end + 1)));
        }
    }

    /** Also of a map whose rows are none yet there is nothing more to say. */
    private static boolean covers(ValueProblem found, ValueProblem other, ObjectNode values) {
        return Pointers.within(other.pointer(), found.pointer())
                || (Pointers.within(found.pointer(), other.pointer())
                        && MapRows.isRows(values.at(other.pointer())));
    }

    private static boolean isDeclared(FormDefinition definition, ValueProblem problem) {
        return problem.pointer().isEmpty()
                || definition.parameters().containsKey(Pointers.parameter(problem.pointer()));
    }

    private static boolean isAsked(Conditions conditions, ValueProblem problem) {
        return problem.pointer().isEmpty()
                || conditions.holds(Pointers.parameter(problem.pointer()));
    }

    private static boolean isKept(
            String pointer, Set<String> secrets, ObjectNode values, Known known) {
        var value = values.at(pointer);
        return secrets.contains(pointer)
                && known.isKept(pointer, value.isMissingNode() ? null : value);
    }

    private static List<ValueProblem> sorted(
            FormDefinition definition, List<ValueProblem> problems) {
        var order = order(definition);
        return problems.stream()
                .sorted(
                        Comparator.comparingInt(
                                p -> order.indexOf(Pointers.parameter(p.pointer()))))
                .limit(MAX_PROBLEMS)
                .toList();
    }

    /** The parameters page by page; what belongs to none of them comes first. */
    private static List<String> order(FormDefinition definition) {
        return Section.of(definition).stream()
                .flatMap(section -> section.parameters().stream())
                .map(FieldSchema::name)
                .toList();
    }

    private static ValueProblem problem(Finding finding) {
        return new ValueProblem(finding.pointer(), finding.message());
    }
}
