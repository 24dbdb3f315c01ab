package dev.groundplan.store;

/** Stored bytes are damaged, missing, or were encrypted with a key that is not here. */
public class UnreadableException extends RuntimeException {
    UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
