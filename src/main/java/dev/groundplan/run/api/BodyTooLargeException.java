package dev.groundplan.run.api;

/** A body of more than {@link StrictJson#LIMIT} bytes. */
class BodyTooLargeException extends RuntimeException {
    BodyTooLargeException() {
        super("The body is too large: 1 MB is the most.");
    }
}
