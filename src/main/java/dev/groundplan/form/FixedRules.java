package dev.groundplan.form;

import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A fixed parameter keeps the value that the environment was created with. */
final class FixedRules {
    private FixedRules() {}

    static List<ValueProblem> check(FormDefinition definition, ObjectNode visible, Known known) {
        var problems = new ArrayList<ValueProblem>();
        var conditions = new Conditions(definition, visible);
        for (var schema : definition.parameters().values()) {
            var pointer = Pointers.child("", schema.name());
            var before = known.at(pointer);
            if (schema.isFixed() && before != null) {
                check(schema, before, visible, conditions, problems);
            }
        }
        return problems;
    }

    private static void check(
            FieldSchema schema,
            JsonNode before,
            ObjectNode visible,
            Conditions conditions,
            List<ValueProblem> problems) {
        var now = visible.get(schema.name());
        if (!conditions.holds(schema.name())) {
            Conditions.of(schema)
                    .propertyNames()
                    .forEach(name -> problems.add(mustStay(name, schema.label())));
        } else if (!Json.same(before, now) && !(schema.isSecret() && now == null)) {
            problems.add(
                    new ValueProblem(Pointers.child("", schema.name()), changed(schema, before)));
        }
    }

    private static ValueProblem mustStay(String controlling, String label) {
        return new ValueProblem(
                Pointers.child("", controlling),
                "Must stay as it is, because “%s” can't be changed later.".formatted(label));
    }

    private static String changed(FieldSchema schema, JsonNode before) {
        var sentence = "Was fixed when the environment was created and can't be changed";
        return before.isValueNode() && !schema.isSecret()
                ? "%s; it stays “%s”.".formatted(sentence, Json.plain(before))
                : sentence + ".";
    }
}
