package dev.groundplan.engine.process;

import java.nio.charset.StandardCharsets;

/** All that a short command printed, and how it ended. May hold secrets: never log it. */
public record Captured(byte[] out, String err, Exit exit) {
    public boolean succeeded() {
        return exit.orderly() && exit.code() == 0;
    }

    /** Its standard output as UTF-8. */
    public String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Captured[" + out.length + " bytes, " + exit + "]";
    }
}
