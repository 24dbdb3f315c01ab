package dev.groundplan.form;

import dev.groundplan.form.FormView.Group;
import dev.groundplan.form.FormView.Problem;
import dev.groundplan.form.FormView.SectionView;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Forms as pages show them: to fill in, while filling in, and to review. */
@Component
public class Forms {
    private final FormReader reader;
    private final ValueValidator validator;

    Forms(FormReader reader, ValueValidator validator) {
        this.reader = reader;
        this.validator = validator;
    }

    /**
     * The form with these values and problems. Typed secrets are not shown again.
     *
     * @param values as read, or {@link Defaults#initial}, or the kept values of an environment
     */
    public FormView view(
            FormDefinition definition,
            ObjectNode values,
            List<ValueProblem> problems,
            Known known) {
        return view(
                definition, problems, new FieldViews(definition, values, problems, known, null));
    }

    /** The form after a press on an add or remove button; the added entry takes the focus. */
    public FormView view(FormDefinition definition, ObjectNode values, FormEdit edit, Known known) {
        var fields = new FieldViews(definition, values, List.of(), known, edit);
        return view(definition, List.of(), fields);
    }

    private static FormView view(
            FormDefinition definition, List<ValueProblem> problems, FieldViews fields) {
        var sections = new ArrayList<SectionView>();
        for (var section : Section.of(definition)) {
            sections.add(section("section-" + (sections.size() + 1), section, fields));
        }
        var summary = new ArrayList<Problem>();
        problems.stream()
                .filter(p -> !isShown(definition, p))
                .forEach(
                        p ->
                                summary.add(
                                        new Problem(
                                                "", Pointers.parameter(p.pointer()), p.message())));
        sections.stream().flatMap(SectionView::fields).forEach(field -> summarise(field, summary));
        return new FormView(sections, summary);
    }

    private static SectionView section(String id, Section section, FieldViews fields) {
        var groups = new ArrayList<Group>();
        for (var group : section.groups()) {
            groups.add(
                    new Group(group, section.in(group).stream().map(fields::parameter).toList()));
        }
        return new SectionView(id, section.page().title(), section.page().description(), groups);
    }

    private static boolean isShown(FormDefinition definition, ValueProblem problem) {
        return definition.parameters().containsKey(Pointers.parameter(problem.pointer()));
    }

    private static void summarise(FieldView parameter, List<Problem> summary) {
        parameter
                .all()
                .forEach(
                        field ->
                                field.state()
                                        .problems()
                                        .forEach(
                                                message ->
                                                        summary.add(
                                                                new Problem(
                                                                        "#" + field.focusId(),
                                                                        field.texts().full(),
                                                                        message))));
    }

    /**
     * What to show after a field was changed: its messages and which conditional fields are asked
     * for.
     *
     * @param changed name or id of the control: the header {@code HX-Trigger-Name}, else {@code
     *     HX-Trigger}
     */
    public FieldCheckView check(
            FormDefinition definition,
            MultiValueMap<String, String> parameters,
            String changed,
            Known known) {
        var values = reader.read(definition, parameters);
        var problems = validator.validate(definition, values, known);
        var fields = view(definition, values, problems, known).fields().toList();
        return new FieldCheckView(
                fields.stream()
                        .flatMap(FieldView::all)
                        .filter(field -> isControl(field, changed))
                        .map(
                                field ->
                                        new FieldCheckView.Message(
                                                field.place().problemId(),
                                                field.state().problems()))
                        .toList(),
                fields.stream()
                        .filter(field -> field.state().condition().isGiven())
                        .map(
                                field ->
                                        new FieldCheckView.Condition(
                                                field.place().shownId(),
                                                field.state().condition().terms(),
                                                field.state().condition().shown()))
                        .toList());
    }

    /** The name in a row of a map is judged together with its value. */
    private static boolean isControl(FieldView field, String changed) {
        var name = field.place().name();
        return changed.equals(name)
                || changed.equals(field.place().clearName())
                || (changed.endsWith("/" + Typed.KEY)
                        && name.equals(
                                changed.substring(0, changed.lastIndexOf('/') + 1) + Typed.VALUE));
    }

    /**
     * What was and what will be, one row for each parameter that is asked for or that was set.
     *
     * @param after as validated; an absent secret stays as it is
     */
    public List<ReviewRow> review(FormDefinition definition, Known known, ObjectNode after) {
        var conditions = new Conditions(definition, after);
        var rows = new ArrayList<ReviewRow>();
        for (var section : Section.of(definition)) {
            for (var schema : section.parameters()) {
                var before = known.at(Pointers.child("", schema.name()));
                if (conditions.holds(schema.name())) {
                    var value = after.get(schema.name());
                    boolean kept = value == null && schema.isSecret();
                    rows.add(row(section, schema, before, kept ? before : value));
                } else if (before != null) {
                    rows.add(row(section, schema, before, null));
                }
            }
        }
        return rows;
    }

    private static ReviewRow row(
            Section section,
            FieldSchema schema,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {
        return new ReviewRow(
                section.page().title(),
                schema.label(),
                Pointers.child("", schema.name()),
                ValueText.of(schema, before),
                ValueText.of(schema, after),
                !Json.same(before, after));
    }
}
