package dev.groundplan.engine.process;

import java.io.IOException;

/** A child could not be started, so nothing has happened. The message says why. */
public class NotStartedException extends IOException {
    NotStartedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
