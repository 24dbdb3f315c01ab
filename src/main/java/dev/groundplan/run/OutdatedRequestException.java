package dev.groundplan.run;

/** The environment has moved on since the page that was filled in was made. */
public class OutdatedRequestException extends RuntimeException {
    OutdatedRequestException(String message) {
        super(message);
    }
}
