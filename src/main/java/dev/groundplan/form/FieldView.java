package dev.groundplan.form;

import dev.groundplan.form.schema.FieldKind;
import dev.groundplan.form.schema.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One field of a form as the page shows it: {@code components/field.html} needs nothing else. */
public record FieldView(
        FieldKind kind, Place place, Texts texts, State state, Input input, Editor editor) {

    /**
     * Where the field is.
     *
     * @param pointer JSON Pointer to the value
     * @param name name and id of the control: {@code values/allowed/0/port}
     * @param path what add and remove buttons name: {@code /allowed/0/port}
     */
    public record Place(String pointer, String name, String path) {
        static Place root(String parameter) {
            var encoded = Typed.encode(parameter);
            return new Place(
                    Pointers.child("", parameter), Typed.ROOT + "/" + encoded, "/" + encoded);
        }

        Place child(String parameter) {
            return below(parameter, Typed.encode(parameter));
        }

        /** Below a name that the form itself gives, such as a number or {@code $value}. */
        Place below(String pointerSegment, String segment) {
            return new Place(
                    Pointers.child(pointer, pointerSegment),
                    name + "/" + segment,
                    path + "/" + segment);
        }

        /** The same value, entered in a control of another name. */
        Place as(String segment) {
            return new Place(pointer, name + "/" + segment, path + "/" + segment);
        }

        public String labelId() {
            return name + "/$label";
        }

        public String helpId() {
            return name + "/$help";
        }

        public String problemId() {
            return name + "/$problem";
        }

        public String shownId() {
            return name + "/$shown";
        }

        public String presentName() {
            return name + "/" + Typed.PRESENT;
        }

        public String clearName() {
            return name + "/" + Typed.CLEAR;
        }
    }

    /**
     * What is written around the control; empty where there is nothing to say.
     *
     * @param full the label with those of the fields around it
     * @param hint what the schema says about the value: "1 to 6"
     */
    public record Texts(String label, String full, String help, String hint, String placeholder) {}

    /**
     * When the field is asked for.
     *
     * @param sentence "Only if Reachable from the internet is yes"; empty for always
     * @param terms JSON for the browser: name of a control → what it must hold
     * @param shown false while the condition does not hold; the field is on the page nevertheless
     */
    public record Condition(String sentence, String terms, boolean shown) {
        static final Condition ALWAYS = new Condition("", "", true);

        public boolean isGiven() {
            return !sentence.isEmpty();
        }
    }

    /**
     * How the field stands.
     *
     * @param kept a secret that is stored and stays so unless another is typed
     * @param focused takes the focus when the page opens
     */
    public record State(
            boolean required,
            boolean fixed,
            boolean kept,
            boolean focused,
            List<String> problems,
            Condition condition) {}

    /**
     * The control of a single value.
     *
     * @param text what it holds; never a secret
     * @param marks what tells the reader how to read it, sent as hidden fields
     * @param cards choices as cards with radio buttons instead of a select
     * @param mode {@code inputmode}: which keyboard a phone shows
     */
    public record Input(
            String text,
            List<String> marks,
            List<Option> options,
            boolean cards,
            String mode,
            int lines) {
        static Input of(String text, String mode, int lines, List<String> marks) {
            return new Input(text, marks, List.of(), false, mode, lines);
        }

        static Input of(String text, List<Option> options, boolean cards, List<String> marks) {
            return new Input(text, marks, options, cards, "text", 1);
        }

        public boolean checked() {
            return text.equals("true");
        }
    }

    /** One value of a choice. */
    public record Option(
            String id, String token, String label, String description, boolean selected) {}

    /**
     * The fields inside of this one.
     *
     * @param fields of an object or tuple
     * @param rows of a list or map
     * @param blank what an add button of a list or map adds
     * @param presence whether an object can be added or removed as a whole
     */
    public record Editor(
            List<FieldView> fields, List<Row> rows, @Nullable Row blank, Presence presence) {
        static final Editor NONE = new Editor(List.of(), List.of(), null, Presence.GIVEN);
    }

    /** Whether an object is there: always, by choice, or not now. */
    public enum Presence {
        GIVEN,
        REMOVABLE,
        ABSENT
    }

    /**
     * An entry of a list or map.
     *
     * @param place its name is the prefix of the names of its controls
     * @param key the name in a map; null in a list
     */
    public record Row(
            Place place, String title, @Nullable String key, boolean focused, FieldView field) {
        public String name() {
            return place.name;
        }

        public String path() {
            return place.path;
        }

        public String keyName() {
            return place.name + "/" + Typed.KEY;
        }
    }

    /** What {@code aria-describedby} names. */
    public String describedBy() {
        var help = texts.help.isEmpty() && texts.hint.isEmpty() ? "" : place.helpId() + " ";
        return help + place.problemId();
    }

    public boolean isInvalid() {
        return !state.problems.isEmpty();
    }

    /** Whether the control is several inputs, so that the label has to be a legend. */
    public boolean isGroup() {
        return switch (kind) {
            case LIST, MAP, OBJECT, TUPLE, CHECKBOXES -> true;
            case CHOICE -> input.cards;
            default -> false;
        };
    }

    /** The file of the control in {@code templates/form}. */
    public String control() {
        if (state.fixed) {
            return "_fixed";
        }
        return switch (kind) {
            case TEXT, NUMBER, INTEGER -> "_text";
            case TEXTAREA, JSON -> "_textarea";
            case BOOLEAN -> "_boolean";
            case CHOICE -> input.cards ? "_cards" : "_select";
            case CHECKBOXES -> "_checkboxes";
            case SECRET -> "_secret";
            case LIST, MAP -> "_entries";
            case OBJECT, TUPLE -> "_object";
        };
    }

    /** Whether its fields stand in a card of their own. */
    public boolean isNested() {
        return kind == FieldKind.OBJECT || kind == FieldKind.TUPLE;
    }

    /** Where a link to the field leads. */
    public String focusId() {
        return input.cards && !input.options.isEmpty() ? input.options.get(0).id() : place.name;
    }

    /** This field and all inside of it. */
    Stream<FieldView> all() {
        var inside = new ArrayList<>(editor.fields);
        editor.rows.forEach(row -> inside.add(row.field));
        return Stream.concat(Stream.of(this), inside.stream().flatMap(FieldView::all));
    }
}
