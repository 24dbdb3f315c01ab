package dev.groundplan.form.schema;

/** JSON Pointers (RFC 6901) as text. */
public final class Pointers {
    private Pointers() {}

    /** The pointer to a name or index below another pointer. */
    public static String child(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer to the parameter that a pointer leads into; empty for the whole. */
    public static String top(String pointer) {
        int end = pointer.indexOf('/', 1);
        return end < 0 ? pointer : pointer.substring(0, end);
    }

    /** The name of the parameter that a pointer leads into; empty for the whole. */
    public static String parameter(String pointer) {
        var top = top(pointer);
        return top.isEmpty() ? "" : unescape(top.substring(1));
    }

    /** Whether a pointer leads to another or into it. */
    public static boolean within(String pointer, String ancestor) {
        return pointer.equals(ancestor) || pointer.startsWith(ancestor + "/");
    }

    public static String unescape(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }
}
