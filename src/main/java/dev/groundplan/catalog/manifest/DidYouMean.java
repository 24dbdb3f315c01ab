package dev.groundplan.catalog.manifest;

import java.util.Collection;
import java.util.Comparator;

/** The word somebody probably meant. */
final class DidYouMean {
    private DidYouMean() {}

    /** A sentence with the nearest known word, else with all of them; empty when there is none. */
    static String hint(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "";
        }
        var nearest =
                known.stream()
                        .min(Comparator.comparingInt(each -> distance(word, each)))
                        .orElseThrow();
        return distance(word, nearest) <= Math.max(1, Math.min(word.length(), nearest.length()) / 3)
                ? " Did you mean '" + nearest + "'?"
                : " Known are: " + String.join(", ", known) + ".";
    }

    /**
     * Levenshtein's distance, not counting upper and lower case; words over 60 characters resemble
     * nothing.
     */
    private static int distance(String one, String other) {
        if (one.length() > 60 || other.length() > 60) {
            return Integer.MAX_VALUE;
        }
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row = next(row, i, Character.toLowerCase(one.charAt(i - 1)), other);
        }
        return row[other.length()];
    }

    private static int[] next(int[] above, int i, char c, String other) {
        var row = new int[above.length];
        row[0] = i;
        for (int j = 1; j < row.length; j++) {
            int changed = above[j - 1] + (c == Character.toLowerCase(other.charAt(j - 1)) ? 0 : 1);
            row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
        }
        return row;
    }
}
