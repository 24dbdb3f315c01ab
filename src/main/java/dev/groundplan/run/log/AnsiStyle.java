package dev.groundplan.run.log;

import java.util.regex.Pattern;

/**
 * Which classes the next character has: a small, fixed set. Colours of larger palettes become the
 * nearest of sixteen.
 */
final class AnsiStyle {

    private static final Pattern BETWEEN = Pattern.compile("[;:]");
    private static final int NONE = -1;
    private static final int MOST_PARAMETERS = 32;

    private static final int[] PALETTE = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
    };
    private static final int[] CUBE = {0, 95, 135, 175, 215, 255};

    private int foreground = NONE;
    private int background = NONE;
    private boolean bold;
    private boolean dim;
    private boolean italic;
    private boolean underline;
    private boolean inverse;
    private String classes = "";

    /** Space-separated class names; empty for plain text. */
    String classes() {
        return classes;
    }

    /** What stands between CSI and m. What we don't know changes nothing. */
    void apply(CharSequence parameters) {
        int[] codes = numbers(parameters);
        for (int i = 0; i < codes.length; i++) {
            if ((codes[i] == 38 || codes[i] == 48) && i + 1 < codes.length) {
                i = extended(codes, i);
            } else {
                apply(codes[i]);
            }
        }
        classes = describe();
    }

    private static int[] numbers(CharSequence parameters) {
        String[] parts = BETWEEN.split(parameters, MOST_PARAMETERS + 1);
        int[] numbers = new int[Math.min(parts.length, MOST_PARAMETERS)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(parts[i]);
        }
        return numbers;
    }

    private static int number(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        return digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(digits)
                : NONE;
    }

    /** 38;5;n and 38;2;r;g;b; answers the last index that belongs to it. */
    private int extended(int[] codes, int at) {
        boolean palette = codes[at + 1] == 5;
        int last = Math.min(at + (palette ? 2 : 4), codes.length - 1);
        if (last < at + (palette ? 2 : 4)) {
            return last;
        }
        int colour =
                palette
                        ? fromPalette(codes[at + 2])
                        : nearest(codes[at + 2] << 16 | codes[at + 3] << 8 | codes[last]);
        if (codes[at] == 38) {
            foreground = colour;
        } else {
            background = colour;
        }
        return last;
    }

    private void apply(int code) {
        switch (code) {
            case 0 -> reset();
            case 1 -> bold = true;
            case 2 -> dim = true;
            case 3 -> italic = true;
            case 4, 21 -> underline = true;
            case 7 -> inverse = true;
            case 22 -> bold = dim = false;
            case 23 -> italic = false;
            case 24 -> underline = false;
            case 27 -> inverse = false;
            case 39 -> foreground = NONE;
            case 49 -> background = NONE;
            default -> colour(code);
        }
    }

    private void colour(int code) {
        if (code >= 30 && code <= 37) {
            foreground = code - 30;
        } else if (code >= 40 && code <= 47) {
            background = code - 40;
        } else if (code >= 90 && code <= 97) {
            foreground = code - 82;
        } else if (code >= 100 && code <= 107) {
            background = code - 92;
        }
    }

    private void reset() {
        foreground = NONE;
        background = NONE;
        bold = dim = italic = underline = inverse = false;
    }

    private static int fromPalette(int n) {
        if (n < 0 || n > 255) {
            return NONE;
        }
        if (n < 16) {
            return n;
        }
        if (n > 231) {
            int grey = 8 + (n - 232) * 10;
            return nearest(grey << 16 | grey << 8 | grey);
        }
        int c = n - 16;
        return nearest(CUBE[c / 36] << 16 | CUBE[c / 6 % 6] << 8 | CUBE[c % 6]);
    }

    private static int nearest(int rgb) {
        int best = 0;
        long smallest = Long.MAX_VALUE;
        for (int i = 0; i < PALETTE.length; i++) {
            long distance = distance(rgb, PALETTE[i]);
            if (distance < smallest) {
                smallest = distance;
                best = i;
            }
        }
        return best;
    }

    private static long distance(int a, int b) {
        long red = (a >> 16 & 255) - (b >> 16 & 255);
        long green = (a >> 8 & 255) - (b >> 8 & 255);
        long blue = (a & 255) - (b & 255);
        return 3 * red * red + 4 * green * green + 2 * blue * blue;
    }

    private String describe() {
        StringBuilder names = new StringBuilder();
        add(names, bold, "a-b");
        add(names, dim, "a-d");
        add(names, italic, "a-i");
        add(names, underline, "a-u");
        add(names, inverse && foreground == NONE && background == NONE, "a-v");
        int front = inverse ? background : foreground;
        int back = inverse ? foreground : background;
        add(names, front != NONE, "a-f" + front);
        add(names, back != NONE, "a-g" + back);
        return names.toString();
    }

    private static void add(StringBuilder names, boolean present, String name) {
        if (present) {
            names.append(names.isEmpty() ? "" : " ").append(name);
        }
    }
}
