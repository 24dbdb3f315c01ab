package dev.groundplan.engine.process;

import java.util.Arrays;

/** The end of what is not kept, for a tool says last what went wrong. */
final class LastWords {
    static final int BYTES = 64 * 1024;

    private byte[] bytes = {};

    void add(byte[] more, int count) {
        int kept = Math.min(bytes.length, BYTES - Math.min(count, BYTES));
        int added = Math.min(count, BYTES);
        var all = Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length + added);
        System.arraycopy(more, count - added, all, kept, added);
        bytes = all;
    }

    /** From the beginning of a line on: the rest of one could be half of a secret. */
    byte[] take() {
        int line = 0;
        while (line < bytes.length && bytes[line] != '\n') {
            line++;
        }
        return Arrays.copyOfRange(bytes, Math.min(line + 1, bytes.length), bytes.length);
    }
}
