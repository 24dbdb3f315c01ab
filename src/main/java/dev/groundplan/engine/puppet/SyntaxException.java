package dev.groundplan.engine.puppet;

import static java.util.Objects.requireNonNull;

/** A manifest can't be read from this line on. */
final class SyntaxException extends Exception {
    private final int line;

    SyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    int line() {
        return line;
    }
}
