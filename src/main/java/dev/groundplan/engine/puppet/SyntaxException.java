package dev.groundplan.engine.puppet;

/** A manifest can't be read from this line on. */
final class SyntaxException extends Exception {
    private final int line;

    SyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
