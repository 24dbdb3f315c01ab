package dev.groundplan.engine.terraform.hcl;

/** A file is not HCL, or goes over a limit. The message is a sentence; the line counts from 1. */
class SyntaxException extends Exception {
    private final int line;

    SyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
