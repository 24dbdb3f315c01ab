package dev.groundplan.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Text that is on its way out and may yet turn out to be a secret, with the codes that stand inside
 * it.
 */
final class HeldText {

    private static final int MOST_CODES = 4 * 1024;
    private static final char CODE = 1;
    private static final char TEXT = 0;

    private final StringBuilder characters = new StringBuilder();
    private final StringBuilder kinds = new StringBuilder();
    private final Deque<Span> masks = new ArrayDeque<>();
    private int head;
    private int codes;
    private long released;
    private long added;
    private boolean masking;

    /** Text positions, counted from the start of the stream; the end is not in it. */
    private record Span(long start, long end) {}

    boolean isEmpty() {
        return head == characters.length();
    }

    void addText(char c) {
        characters.append(c);
        kinds.append(TEXT);
        added++;
    }

    /**
     * A stream that is all codes inside a secret loses some of them rather than filling the memory.
     */
    void addCode(char c) {
        if (codes < MOST_CODES) {
            characters.append(c);
            kinds.append(CODE);
            codes++;
        }
    }

    /** The last so many characters of text are a secret. */
    void mask(int length) {
        if (length == 0) {
            return;
        }
        long start = added - length;
        while (!masks.isEmpty() && masks.getLast().start() >= start) {
            masks.removeLast();
        }
        if (!masks.isEmpty() && masks.getLast().end() >= start) {
            start = masks.removeLast().start();
        }
        masks.addLast(new Span(start, added));
    }

    /** Lets everything go but so many characters of text at the end. */
    void release(int kept, StringBuilder out) {
        while (head < characters.length() && (kept == 0 || added - released > kept)) {
            char c = characters.charAt(head);
            if (kinds.charAt(head++) == CODE) {
                codes--;
                out.append(c);
            } else {
                text(c, out);
            }
        }
        forget();
    }

    private void text(char c, StringBuilder out) {
        long position = released++;
        while (!masks.isEmpty() && masks.getFirst().end() <= position) {
            masks.removeFirst();
        }
        if (masks.isEmpty() || masks.getFirst().start() > position) {
            masking = false;
            out.append(c);
        } else if (!masking) {
            masking = true;
            out.append(Scrubber.MASK);
        }
    }

    private void forget() {
        if (head == characters.length()) {
            characters.setLength(0);
            kinds.setLength(0);
            head = 0;
        } else if (head > 8 * 1024) {
            characters.delete(0, head);
            kinds.delete(0, head);
            head = 0;
        }
    }
}
