package dev.groundplan.engine.terraform.hcl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes once its counted repetitions are written out. Go refuses
 * {@code (a{100}){100}}; RE2/J does not, and a few more of these fill the memory.
 */
final class PatternSize {
    static final long LARGEST = 10_000;
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");
    private static final Pattern CLASS =
            Pattern.compile("\\[\\^?]?(?:\\\\.|\\[:\\w+:]|[^]\\\\])*]?", Pattern.DOTALL);

    private final String pattern;
    private final Deque<Long> groups = new ArrayDeque<>();
    private long size;
    private long last;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static boolean isFine(String pattern) {
        return new PatternSize(pattern).count() <= LARGEST;
    }

    private long count() {
        while (at < pattern.length() && size <= LARGEST) {
            switch (pattern.charAt(at)) {
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                case '[' -> one(CLASS);
                case '\\' -> one(2);
                default -> one(1);
            }
        }
        return size;
    }

    private void open() {
        groups.push(size);
        size = 0;
        last = 0;
        at++;
    }

    private void close() {
        last = Math.max(1, size);
        size = last + (groups.isEmpty() ? 0 : groups.pop());
        at++;
    }

    private void repeat() {
        var counts = REPEAT.matcher(pattern).region(at, pattern.length());
        if (!counts.lookingAt()) {
            one(1);
            return;
        }
        var most =
                counts.group(2) == null || counts.group(2).isEmpty()
                        ? counts.group(1)
                        : counts.group(2);
        size -= last;
        last *= Math.max(1, Long.parseLong(most));
        size += last;
        at = counts.end();
    }

    private void one(Pattern what) {
        var found = what.matcher(pattern).region(at, pattern.length());
        one(found.lookingAt() ? found.end() - at : 1);
    }

    private void one(int length) {
        last = 1;
        size++;
        at += length;
    }
}
