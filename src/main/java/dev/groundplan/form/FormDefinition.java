package dev.groundplan.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form: what may be entered, and on which page it is asked.
 *
 * @param schema JSON Schema 2020-12 of type object. Besides the standard keywords: {@code
 *     writeOnly} marks a secret, {@code x-fixed} a value that can't change later, {@code x-if} (an
 *     object: parameter → value) when it is asked at all, {@code ui:order}, {@code ui:help}, {@code
 *     ui:placeholder}, {@code ui:widget: textarea}, {@code ui:group}
 * @param pages every property of the schema is on exactly one page
 */
public record FormDefinition(ObjectNode schema, List<Page> pages) {
    public record Page(String title, @Nullable String description, List<String> properties) {}
}
