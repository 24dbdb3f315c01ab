package dev.groundplan.form;

import dev.groundplan.form.FieldView.Condition;
import dev.groundplan.form.FieldView.Editor;
import dev.groundplan.form.FieldView.Input;
import dev.groundplan.form.FieldView.Place;
import dev.groundplan.form.FieldView.Presence;
import dev.groundplan.form.FieldView.Row;
import dev.groundplan.form.FieldView.State;
import dev.groundplan.form.FieldView.Texts;
import dev.groundplan.form.schema.FieldKind;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the fields of one form. Used once: it gives the focus away once. */
final class FieldViews {
    /** The place of an entry that is still to be added; the browser puts a number there. */
    private static final String BLANK = "$row";

    private static final Editor ABSENT = new Editor(List.of(), List.of(), null, Presence.ABSENT);

    private final ObjectNode values;
    private final Conditions conditions;
    private final List<ValueProblem> problems;
    private final Known known;
    private final @Nullable FormEdit edit;

    /** Path of an entry whose first control takes the focus; null when none does. */
    private @Nullable String focus;

    FieldViews(
            FormDefinition definition,
            ObjectNode values,
            List<ValueProblem> problems,
            Known known,
            @Nullable FormEdit edit) {
        this.values = values;
        this.conditions = new Conditions(definition, values);
        this.problems = problems;
        this.known = known;
        this.edit = edit;
    }

    FieldView parameter(FieldSchema schema) {
        var place = Place.root(schema.name());
        var value = values.get(schema.name());
        var before = known.at(place.pointer());
        if (schema.isFixed() && before != null) {
            return fixed(schema, place, before);
        }
        boolean shown = conditions.holds(schema.name());
        if (value == null && !shown && !schema.isSecret()) {
            value = schema.defaultValue();
        }
        var field = field(schema, place, value, schema.label(), "");
        var condition = new Condition(conditions.sentence(schema), conditions.terms(schema), shown);
        return with(field, condition);
    }

    private static FieldView with(FieldView field, Condition condition) {
        var state = field.state();
        return new FieldView(
                field.kind(),
                field.place(),
                field.texts(),
                new State(
                        state.required(),
                        state.fixed(),
                        state.kept(),
                        state.focused(),
                        state.problems(),
                        condition),
                field.input(),
                field.editor());
    }

    private FieldView fixed(FieldSchema schema, Place place, JsonNode before) {
        var sent = schema.isSecret() ? List.<String>of() : List.of("json", Json.compact(before));
        return new FieldView(
                schema.kind(),
                place,
                new Texts(
                        schema.label(),
                        schema.label(),
                        FieldTexts.help(schema),
                        "Fixed when the environment was created.",
                        ""),
                new State(
                        false,
                        true,
                        schema.isSecret(),
                        false,
                        own(place, List.of()),
                        Condition.ALWAYS),
                Input.of(ValueText.of(schema, before), "text", 1, sent),
                Editor.NONE);
    }

    private FieldView field(
            FieldSchema schema,
            Place place,
            @Nullable JsonNode value,
            String label,
            String around) {
        var kind = ControlKind.of(schema, value);
        var texts = FieldTexts.of(schema, label, around, isTyped(schema, place, value));
        var editor =
                switch (kind) {
                    case LIST -> list(schema, place, value, texts.full());
                    case MAP -> map(schema, place, value, texts.full());
                    case OBJECT -> object(schema, place, value, texts.full());
                    case TUPLE -> tuple(schema, place, value, texts.full());
                    default -> Editor.NONE;
                };
        var input = Inputs.of(kind, schema, place, value, known);
        return new FieldView(kind, place, texts, state(schema, kind, place, editor), input, editor);
    }

    private boolean isTyped(FieldSchema schema, Place place, @Nullable JsonNode value) {
        return schema.isSecret()
                && value != null
                && !value.isNull()
                && !known.isKept(place.pointer(), value);
    }

    private State state(FieldSchema schema, FieldKind kind, Place place, Editor editor) {
        var inside = new ArrayList<String>();
        editor.fields().forEach(field -> inside.add(field.place().pointer()));
        editor.rows().forEach(row -> inside.add(row.field().place().pointer()));
        boolean kept = kind == FieldKind.SECRET && known.at(place.pointer()) != null;
        return new State(
                schema.required() && !kept,
                false,
                kept,
                editor == Editor.NONE && takesFocus(place),
                own(place, inside),
                Condition.ALWAYS);
    }

    /**
     * The problems of a value and of what is inside of it, except those that a field inside shows.
     */
    private List<String> own(Place place, List<String> inside) {
        return problems.stream()
                .filter(p -> Pointers.within(p.pointer(), place.pointer()))
                .filter(p -> inside.stream().noneMatch(i -> Pointers.within(p.pointer(), i)))
                .map(ValueProblem::message)
                .distinct()
                .toList();
    }

    private boolean takesFocus(Place place) {
        if (focus == null || !Pointers.within(place.path(), focus)) {
            return false;
        }
        focus = null;
        return true;
    }

    private void focusOn(Place editor, Place entry) {
        if (edit != null
                && edit.action() == FormEdit.Action.ADD
                && edit.path().equals(editor.path())) {
            focus = entry.path();
        }
    }

    private Editor list(FieldSchema schema, Place place, @Nullable JsonNode value, String around) {
        var items = schema.items();
        var rows = new ArrayList<Row>();
        var entries = value == null ? List.<JsonNode>of() : value.valueStream().toList();
        int size = entries.size();
        for (int i = 0; i < size; i++) {
            var entry = place.below("" + i, "" + i);
            if (i == size - 1) {
                focusOn(place, entry);
            }
            rows.add(listRow(items, entry, i, entries.get(i), around));
        }
        var blank = place.below(BLANK, BLANK);
        return new Editor(
                List.of(),
                rows,
                listRow(items, blank, size, Defaults.entry(items), around),
                Presence.GIVEN);
    }

    private Row listRow(FieldSchema items, Place entry, int index, JsonNode value, String around) {
        var title = FieldTexts.entry(items, index);
        var field = field(items, entry, value, title, around);
        return new Row(
                entry, title, null, false, FieldTexts.isSingle(items) ? withoutHelp(field) : field);
    }

    private static FieldView withoutHelp(FieldView field) {
        var texts = field.texts();
        return new FieldView(
                field.kind(),
                field.place(),
                new Texts(texts.label(), texts.full(), "", "", texts.placeholder()),
                field.state(),
                field.input(),
                field.editor());
    }

    private Editor map(FieldSchema schema, Place place, @Nullable JsonNode value, String around) {
        var entries = value == null ? List.<MapRows.Row>of() : MapRows.of(value).all();
        var rows = new ArrayList<Row>();
        for (var row : entries) {
            var index = "" + rows.size();
            var pointed = value != null && value.isArray() ? index : row.key();
            var entry = place.below(pointed, index);
            if (rows.size() == entries.size() - 1) {
                focusOn(place, entry);
            }
            rows.add(mapRow(schema.mapValues(), entry, rows.size(), row, around));
        }
        var blank = new MapRows.Row("", Defaults.entry(schema.mapValues()));
        return new Editor(
                List.of(),
                rows,
                mapRow(schema.mapValues(), place.below(BLANK, BLANK), rows.size(), blank, around),
                Presence.GIVEN);
    }

    private Row mapRow(FieldSchema values, Place entry, int index, MapRows.Row row, String around) {
        var title = FieldTexts.entry(values, index);
        boolean focused = takesFocus(entry);
        var field =
                field(values, entry.as(Typed.VALUE), row.value(), "Value", around + " › " + title);
        return new Row(entry, title, row.key(), focused, field);
    }

    private Editor object(
            FieldSchema schema, Place place, @Nullable JsonNode value, String around) {
        if (value == null && !schema.required()) {
            return ABSENT;
        }
        focusOn(place, place);
        var fields = new ArrayList<FieldView>();
        schema.properties()
                .forEach(
                        (name, child) ->
                                fields.add(
                                        field(
                                                child,
                                                place.child(name),
                                                value == null ? null : value.get(name),
                                                child.label(),
                                                around)));
        return new Editor(fields, List.of(), null, presence(schema));
    }

    private static Presence presence(FieldSchema schema) {
        return schema.required() ? Presence.GIVEN : Presence.REMOVABLE;
    }

    private Editor tuple(FieldSchema schema, Place place, @Nullable JsonNode value, String around) {
        if (value == null && !schema.required()) {
            return ABSENT;
        }
        focusOn(place, place);
        var items = schema.tupleItems();
        var entries = value == null ? Defaults.empty(schema) : value;
        var fields = new ArrayList<FieldView>();
        for (int i = 0; i < items.size(); i++) {
            var title =
                    items.get(i).text("title").isEmpty()
                            ? "Entry " + (i + 1)
                            : items.get(i).label();
            var entry = place.below("" + i, "" + i);
            fields.add(field(items.get(i), entry, entries.get(i), title, around));
        }
        return new Editor(fields, List.of(), null, presence(schema));
    }
}
