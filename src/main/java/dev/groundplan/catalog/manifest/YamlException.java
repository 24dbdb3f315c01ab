package dev.groundplan.catalog.manifest;

import static java.util.Objects.requireNonNull;

/**
 * A file is not YAML, or YAML that the portal refuses. The message is a sentence; lines count from
 * 1.
 */
final class YamlException extends Exception {
    private final int line;

    YamlException(int line, String message) {
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
