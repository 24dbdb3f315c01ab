package dev.groundplan.form;

import dev.groundplan.form.schema.FieldSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form: what may be entered, and on which page it is asked.
 *
 * @param schema JSON Schema 2020-12 of type object. Besides the standard keywords: {@code
 *     writeOnly} marks a secret, {@code x-fixed} a value that can't change later, {@code x-if} (an
 *     object: parameter → value) when it is asked at all, {@code x-error} (an object: keyword →
 *     message) what is said when a rule is broken, {@code ui:order}, {@code ui:help}, {@code
 *     ui:placeholder}, {@code ui:widget: textarea}, {@code ui:group}
 * @param pages every property of the schema is on exactly one page
 */
public record FormDefinition(ObjectNode schema, List<Page> pages) {
    public record Page(String title, @Nullable String description, List<String> properties) {}

    FieldSchema root() {
        return new FieldSchema("", schema, true);
    }

    Map<String, FieldSchema> parameters() {
        return root().properties();
    }
}
