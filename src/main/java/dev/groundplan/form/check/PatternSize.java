package dev.groundplan.form.check;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * About how many steps a pattern has once its counted repetitions are written out, as RE2 does:
 * {@code ((a{1000}){1000}){1000}} is short on paper and fills any memory. Measured before RE2 sees
 * the pattern.
 */
final class PatternSize {
    private static final long ENDLESS = Integer.MAX_VALUE;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String pattern;
    private final ArrayDeque<Long> outer = new ArrayDeque<>();
    private int at;
    private long size;
    private long last;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static long of(String pattern) {
        return new PatternSize(pattern).measure();
    }

    private long measure() {
        while (at < pattern.length()) {
            step(pattern.charAt(at));
        }
        while (!outer.isEmpty()) {
            close();
        }
        return size;
    }

    private void step(char c) {
        switch (c) {
            case '\\' -> escape();
            case '[' -> characters();
            case '(' -> open();
            case ')' -> close();
            case '{' -> repeat();
            default -> atom(1, 1);
        }
    }

    private void atom(int length, long steps) {
        at += length;
        size = Math.min(ENDLESS, size + steps);
        last = steps;
    }

    private void escape() {
        boolean named =
                pattern.startsWith("{", at + 2) && "pPx".indexOf(pattern.charAt(at + 1)) >= 0;
        int end = named ? pattern.indexOf('}', at) : -1;
        atom(end < 0 ? 2 : end + 1 - at, 1);
    }

    /** A bracket right after the opening one is a character of the class. */
    private void characters() {
        int first = at + (pattern.startsWith("^", at + 1) ? 2 : 1);
        int end = first + 1;
        while (end < pattern.length() && pattern.charAt(end) != ']') {
            end += pattern.charAt(end) == '\\' ? 2 : 1;
        }
        atom(Math.max(1, end + 1 - at), 1);
    }

    private void open() {
        at++;
        outer.push(size);
        size = 0;
    }

    private void close() {
        at++;
        long inside = size + 2;
        size = Math.min(ENDLESS, (outer.isEmpty() ? 0 : outer.pop()) + inside);
        last = inside;
    }

    private void repeat() {
        var count = COUNT.matcher(pattern).region(at, pattern.length());
        if (!count.lookingAt()) {
            atom(1, 1);
            return;
        }
        long least = Long.parseLong(count.group(1));
        var most = count.group(2);
        long times = most == null || most.isEmpty() ? least + 1 : Long.parseLong(most);
        size = Math.min(ENDLESS, size - last + last * Math.max(1, times));
        last = Math.min(ENDLESS, last * Math.max(1, times));
        at = count.end();
    }
}
