package dev.groundplan.engine.puppet;

/**
 * One word or sign of a manifest.
 *
 * @param text of a string: what it says, without its quotes
 * @param line from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        NAME,
        TYPE,
        VARIABLE,
        NUMBER,
        STRING,
        /** A string that is computed. */
        TEMPLATE,
        REGEX,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** Whether a slash after it divides. */
    boolean isValue() {
        return kind != Kind.SIGN && kind != Kind.END
                || text.equals(")")
                || text.equals("]")
                || text.equals("}");
    }
}
