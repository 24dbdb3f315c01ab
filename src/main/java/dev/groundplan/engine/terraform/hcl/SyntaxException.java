package dev.groundplan.engine.terraform.hcl;

/** A file is not HCL, or goes over a limit. The message is a sentence; the line counts from 1. */
class SyntaxException extends Exception {
    private final int line;
    private final String sentence;

    SyntaxException(int line, String message) {
        super(message);
        this.line = line;
        this.sentence = message;
    }

    int line() {
        return line;
    }

    /** The message, which here is never null. */
    String sentence() {
        return sentence;
    }
}
