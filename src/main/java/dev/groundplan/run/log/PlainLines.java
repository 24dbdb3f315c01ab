package dev.groundplan.run.log;

import java.util.regex.Pattern;

/** Log text without colours and without anything that could steer a terminal or a stream. */
public final class PlainLines {
    private static final Pattern SEQUENCES =
            Pattern.compile(
                    "[\u001B][\\[][0-?]*[ -/]*[@-~]" // colours, cursor moves
                            + "|[\u001B][\\]PX^_][^\u0007\u001B\n]*(?:\u0007|\u001B\\\\)?" // titles, links
                            + "|[\u001B][ -/]*[0-Z\\\\^-~]"
                            + "|\u009B[0-?]*[ -/]*[@-~]");

    private PlainLines() {}

    /** The lines as a person would read them; a line that was written over shows its last state. */
    public static String of(String text) {
        var plain = new StringBuilder(text.length());
        var first = true;
        for (var line : SEQUENCES.matcher(LogText.whole(text)).replaceAll("").split("\n", -1)) {
            plain.append(first ? "" : "\n");
            first = false;
            last(line).codePoints().forEach(character -> add(character, plain));
        }
        return plain.toString();
    }

    private static String last(String line) {
        var end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(line.lastIndexOf('\r', end - 1) + 1, end);
    }

    private static void add(int character, StringBuilder plain) {
        if (Character.isBmpCodePoint(character)) {
            if (!AnsiAlphabet.isInvisible((char) character)) {
                plain.append(AnsiAlphabet.visible((char) character));
            }
        } else {
            plain.appendCodePoint(AnsiAlphabet.allows(character) ? character : 0xFFFD);
        }
    }
}
