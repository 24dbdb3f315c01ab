package dev.groundplan.catalog.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

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
        return distance(word, nearest) <= Math.min(word.length(), nearest.length()) / 3
                ? " Did you mean '" + nearest + "'?"
                : " Known are: " + String.join(", ", known) + ".";
    }

    /**
     * Levenshtein's, a swap of neighbours counting once; words over 60 characters resemble nothing.
     */
    private static int distance(String one, String other) {
        if (one.length() > 60 || other.length() > 60) {
            return Integer.MAX_VALUE;
        }
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cell(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cell(int[][] table, String a, String b, int i, int j) {
        int changed = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        var swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
