package dev.groundplan.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How pages look for a person; AUTO follows the browser. */
public enum Theme {
    AUTO,
    LIGHT,
    DARK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Theme> of(String word) {
        return Arrays.stream(values()).filter(theme -> theme.word().equals(word)).findFirst();
    }
}
