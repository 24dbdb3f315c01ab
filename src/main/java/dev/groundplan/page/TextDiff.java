package dev.groundplan.page;

import dev.groundplan.page.DiffLine.Kind;
import java.util.ArrayList;
import java.util.List;

/** Compares texts line by line, and reads the unified diffs that tools print. */
public final class TextDiff {

    private static final int CONTEXT = 3;
    private static final long MOST_CELLS = 4_000_000;

    private TextDiff() {}

    /**
     * What turns before into after, with three lines around each change. Very long texts are shown
     * as replaced as a whole.
     */
    public static List<DiffLine> between(String before, String after) {
        List<String> a = before.isEmpty() ? List.of() : before.lines().toList();
        List<String> b = after.isEmpty() ? List.of() : after.lines().toList();
        int head = commonHead(a, b);
        int tail = commonTail(a, b, head);
        List<DiffLine> lines = new ArrayList<>();
        a.subList(0, head).forEach(line -> lines.add(new DiffLine(Kind.SAME, line)));
        middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail), lines);
        a.subList(a.size() - tail, a.size())
                .forEach(line -> lines.add(new DiffLine(Kind.SAME, line)));
        return folded(lines);
    }

    /** The lines of a unified diff; file headers are left out. */
    public static List<DiffLine> ofUnified(String diff) {
        List<DiffLine> lines = new ArrayList<>();
        for (String line : diff.lines().toList()) {
            if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("\\")) {
                continue;
            }
            lines.add(unified(line));
        }
        return List.copyOf(lines);
    }

    private static DiffLine unified(String line) {
        if (line.startsWith("@@")) {
            return new DiffLine(Kind.GAP, line);
        }
        String text = line.isEmpty() ? "" : line.substring(1);
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> new DiffLine(Kind.ADDED, text);
            case '-' -> new DiffLine(Kind.REMOVED, text);
            default -> new DiffLine(Kind.SAME, line.startsWith(" ") ? text : line);
        };
    }

    private static int commonHead(List<String> a, List<String> b) {
        int i = 0;
        while (i < a.size() && i < b.size() && a.get(i).equals(b.get(i))) {
            i++;
        }
        return i;
    }

    private static int commonTail(List<String> a, List<String> b, int head) {
        int i = 0;
        while (i < a.size() - head
                && i < b.size() - head
                && a.get(a.size() - 1 - i).equals(b.get(b.size() - 1 - i))) {
            i++;
        }
        return i;
    }

    private static void middle(List<String> a, List<String> b, List<DiffLine> lines) {
        if ((long) a.size() * b.size() > MOST_CELLS) {
            a.forEach(line -> lines.add(new DiffLine(Kind.REMOVED, line)));
            b.forEach(line -> lines.add(new DiffLine(Kind.ADDED, line)));
            return;
        }
        walk(a, b, longest(a, b), lines);
    }

    private static int[][] longest(List<String> a, List<String> b) {
        int[][] length = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                length[i][j] =
                        a.get(i).equals(b.get(j))
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }

    private static void walk(List<String> a, List<String> b, int[][] length, List<DiffLine> lines) {
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                lines.add(new DiffLine(Kind.SAME, a.get(i++)));
                j++;
            } else if (i < a.size() && (j == b.size() || length[i + 1][j] >= length[i][j + 1])) {
                lines.add(new DiffLine(Kind.REMOVED, a.get(i++)));
            } else {
                lines.add(new DiffLine(Kind.ADDED, b.get(j++)));
            }
        }
    }

    private static List<DiffLine> folded(List<DiffLine> lines) {
        boolean[] near = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).kind() != Kind.SAME) {
                for (int j = Math.max(0, i - CONTEXT);
                        j <= Math.min(lines.size() - 1, i + CONTEXT);
                        j++) {
                    near[j] = true;
                }
            }
        }
        List<DiffLine> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (near[i]) {
                shown.add(lines.get(i));
            } else if (i == 0 || near[i - 1]) {
                shown.add(new DiffLine(Kind.GAP, skipped(near, i)));
            }
        }
        return List.copyOf(shown);
    }

    private static String skipped(boolean[] near, int from) {
        int end = from;
        while (end < near.length && !near[end]) {
            end++;
        }
        return end - from == 1 ? "1 line as before" : (end - from) + " lines as before";
    }
}
