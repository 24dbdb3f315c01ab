package dev.groundplan.form;

import dev.groundplan.form.schema.FieldSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** The pages of a form with their parameters in the order in which they are asked. */
record Section(FormDefinition.Page page, List<FieldSchema> parameters) {

    static List<Section> of(FormDefinition definition) {
        var sections = new ArrayList<Section>();
        definition.pages().forEach(page -> sections.add(of(definition, page)));
        return sections;
    }

    private static Section of(FormDefinition definition, FormDefinition.Page page) {
        var declared = definition.parameters();
        var parameters =
                page.properties().stream()
                        .map(declared::get)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparingInt(Section::position))
                        .toList();
        return new Section(page, parameters);
    }

    private static int position(FieldSchema parameter) {
        return parameter.node().path("ui:order").asInt(Integer.MAX_VALUE);
    }

    /**
     * The names of groups ({@code ui:group}) in the order of their first parameter; "" for none.
     */
    List<String> groups() {
        var groups = new LinkedHashSet<String>();
        parameters.forEach(parameter -> groups.add(parameter.text("ui:group")));
        return List.copyOf(groups);
    }

    List<FieldSchema> in(String group) {
        return parameters.stream().filter(p -> p.text("ui:group").equals(group)).toList();
    }
}
