package dev.groundplan.credential;

/** A step needs a credential that its team has not been granted; the message says what to do. */
public class MissingCredentialException extends RuntimeException {
    MissingCredentialException(String message) {
        super(message);
    }
}
