package dev.groundplan.run;

/** The person sees the thing but may not do this to it; the message says who may. */
public class NotAllowedException extends RuntimeException {
    public NotAllowedException(String message) {
        super(message);
    }
}
