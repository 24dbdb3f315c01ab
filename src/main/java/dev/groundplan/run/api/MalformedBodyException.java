package dev.groundplan.run.api;

/** The body is not JSON at all; the message says where, and repeats none of it. */
class MalformedBodyException extends RuntimeException {
    MalformedBodyException(String message) {
        super(message);
    }
}
