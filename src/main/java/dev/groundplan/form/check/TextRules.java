package dev.groundplan.form.check;

import java.util.Optional;

/** Characters that no tool takes or that make a text look like another one. */
final class TextRules {
    private TextRules() {}

    static Optional<String> problem(String text, boolean multiline) {
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            var problem = problem(character, multiline);
            if (problem.isPresent()) {
                return problem;
            }
            i += Character.charCount(character);
        }
        return Optional.empty();
    }

    private static Optional<String> problem(int character, boolean multiline) {
        if (character == 0) {
            return Optional.of("Contains a NUL character, which no tool can take. Remove it.");
        }
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            return Optional.of(
                    "Contains half a character (a lone surrogate). Type the text again.");
        }
        if (!multiline && isDirectionMark(character)) {
            return Optional.of(
                    "Contains an invisible direction mark (U+%04X). Type the text again."
                            .formatted(character));
        }
        return Optional.empty();
    }

    /** The characters of the Unicode property Bidi_Control. */
    private static boolean isDirectionMark(int character) {
        return character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
