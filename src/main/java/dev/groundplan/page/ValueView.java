package dev.groundplan.page;

/**
 * A value as pages show it, by components/value.html.
 *
 * @param text what to show; for {@code MASKED} words such as "secret, changed", never the value
 */
public record ValueView(Kind kind, String text) {

    private static final ValueView NOTHING = new ValueView(Kind.NONE, "");
    private static final ValueView UNSET = new ValueView(Kind.NULL, "");
    private static final ValueView LATER = new ValueView(Kind.UNKNOWN, "");

    public enum Kind {
        NONE,
        NULL,
        UNKNOWN,
        MASKED,
        TEXT,
        BLOCK
    }

    /** There is no value on this side of a change. */
    public static ValueView none() {
        return NOTHING;
    }

    /** The value is an explicit null. */
    public static ValueView unset() {
        return UNSET;
    }

    /** Known only after the apply. */
    public static ValueView later() {
        return LATER;
    }

    public static ValueView masked(String words) {
        return new ValueView(Kind.MASKED, words);
    }

    /** Text of several lines becomes a block. */
    public static ValueView of(String text) {
        return new ValueView(text.indexOf('\n') < 0 ? Kind.TEXT : Kind.BLOCK, text);
    }
}
