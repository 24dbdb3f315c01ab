package dev.groundplan.run;

/** A good request at the wrong time: what it is about is in a state that does not allow it. */
public class ConflictingRequestException extends InvalidRequestException {
    public ConflictingRequestException(String field, String message) {
        super(field, message);
    }
}
