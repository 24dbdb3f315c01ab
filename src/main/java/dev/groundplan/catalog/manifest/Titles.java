package dev.groundplan.catalog.manifest;

import java.util.Locale;

/** Names made readable: {@code linux-web} becomes "Linux web". */
final class Titles {
    private Titles() {}

    static String of(String name) {
        var words = name.replaceAll("[-_.\\s]+", " ").strip();
        return words.isEmpty()
                ? name
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
