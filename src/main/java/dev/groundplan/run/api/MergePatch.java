package dev.groundplan.run.api;

import dev.groundplan.form.FormDefinition;
import dev.groundplan.form.Secrets;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merge patches (RFC 7396) on values. A null removes a value; at the place of a secret it stays,
 * because there an absent value means that the secret is kept.
 */
final class MergePatch {
    private final Set<String> secrets;

    private MergePatch(Set<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * The full new values.
     *
     * @param present what of another template version is not asked for any more is left out
     */
    static ObjectNode apply(FormDefinition form, ObjectNode present, ObjectNode patch) {
        var base = JsonNodeFactory.instance.objectNode();
        var declared = form.schema().path("properties");
        present.forEachEntry(
                (name, value) -> {
                    if (declared.has(name)) {
                        base.set(name, value.deepCopy());
                    }
                });
        return new MergePatch(Secrets.pointers(form)).merge(base, patch, JsonPointer.empty());
    }

    private ObjectNode merge(ObjectNode target, ObjectNode patch, JsonPointer pointer) {
        patch.forEachEntry((name, value) -> set(target, name, value, pointer.appendProperty(name)));
        return target;
    }

    private void set(ObjectNode target, String name, JsonNode value, JsonPointer pointer) {
        if (value.isNull() && !secrets.contains(pointer.toString())) {
            target.remove(name);
        } else if (value instanceof ObjectNode patch && !secrets.contains(pointer.toString())) {
            var present =
                    target.get(name) instanceof ObjectNode object
                            ? object
                            : JsonNodeFactory.instance.objectNode();
            target.set(name, merge(present, patch, pointer));
        } else {
            target.set(name, value);
        }
    }
}
