package dev.groundplan.identity.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A login was refused without looking at the password, because too many failed before it. */
class TooManyAttemptsException extends AuthenticationException {
    private final Duration wait;

    TooManyAttemptsException(Duration wait) {
        super("Too many failed logins. Wait " + wait.toSeconds() + " seconds and try again.");
        this.wait = wait;
    }

    Duration remaining() {
        return wait;
    }
}
