package dev.groundplan.form;

import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Pointers;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Secret parameters: a secret that is absent in a change is kept, null removes it. */
public final class Secrets {
    private Secrets() {}

    /** JSON Pointers to every secret of the form. */
    public static Set<String> pointers(FormDefinition definition) {
        var pointers = new LinkedHashSet<String>();
        collect(definition.root(), "", pointers);
        return pointers;
    }

    /**
     * The values to keep: where a secret was not typed, the previous one (as it is kept, a
     * reference) is taken over; where it is null, it is left out; secrets that are not asked for
     * are dropped. Call it after validation.
     */
    public static ObjectNode carry(FormDefinition definition, ObjectNode values, Known known) {
        var carried = values.deepCopy();
        var conditions = new Conditions(definition, values);
        for (var pointer : pointers(definition)) {
            if (!conditions.holds(Pointers.parameter(pointer))) {
                continue;
            }
            int end = pointer.lastIndexOf('/');
            if (carried.at(pointer.substring(0, end)) instanceof ObjectNode parent) {
                var name = Pointers.unescape(pointer.substring(end + 1));
                carry(parent, name, known.at(pointer));
            }
        }
        return carried;
    }

    private static void carry(ObjectNode parent, String name, @Nullable JsonNode kept) {
        var typed = parent.get(name);
        if (typed == null && kept != null) {
            parent.set(name, kept);
        } else if (typed != null && typed.isNull()) {
            parent.remove(name);
        }
    }

    private static void collect(FieldSchema schema, String pointer, Set<String> pointers) {
        schema.properties()
                .forEach(
                        (name, property) -> {
                            var child = Pointers.child(pointer, name);
                            if (property.isSecret()) {
                                pointers.add(child);
                            } else {
                                collect(property, child, pointers);
                            }
                        });
    }
}
