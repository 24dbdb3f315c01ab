package dev.groundplan.run;

/** Rules for what people write in their own words: reasons, comments. */
public final class PlainText {
    private PlainText() {}

    /** What is wrong with a text, as the end of a sentence; empty when nothing is. */
    public static String problem(String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            return "can have " + longest + " characters at most.";
        }
        return text.codePoints().allMatch(PlainText::isAllowed)
                ? ""
                : "holds a character that can't be shown, such as a control character. Remove it.";
    }

    private static boolean isAllowed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\r' || character == '\t';
            case Character.SURROGATE -> false;
            case Character.FORMAT -> !isDirection(character);
            default -> true;
        };
    }

    /** The characters of the Unicode property Bidi_Control that turn the text around them. */
    private static boolean isDirection(int character) {
        return (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
