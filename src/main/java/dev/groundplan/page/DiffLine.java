package dev.groundplan.page;

/** One line of changed text, for components/diff.html. */
public record DiffLine(Kind kind, String text) {

    public enum Kind {
        SAME(" ", "same", ""),
        ADDED("+", "added", "added: "),
        REMOVED("-", "removed", "removed: "),
        GAP("⋯", "gap", "skipped: ");

        private final String mark;
        private final String css;
        private final String spoken;

        Kind(String mark, String css, String spoken) {
            this.mark = mark;
            this.css = css;
            this.spoken = spoken;
        }
    }

    public String mark() {
        return kind.mark;
    }

    public String css() {
        return kind.css;
    }

    /** For ears: colour and column say it to eyes only. */
    public String spoken() {
        return kind.spoken;
    }
}
