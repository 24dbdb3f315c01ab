package dev.groundplan.page;

/** How something feels; pages give it a colour, but never a colour without a word and a sign. */
public enum Tone {
    OK("circle-check"),
    BUSY("loader"),
    WAIT("hourglass"),
    INFO("info"),
    WARN("warning"),
    BAD("circle-x"),
    IDLE("circle-minus");

    private final String icon;

    Tone(String icon) {
        this.icon = icon;
    }

    public String icon() {
        return icon;
    }

    /** The end of the CSS class: {@code tone-ok}. */
    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
