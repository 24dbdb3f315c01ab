package dev.groundplan.credential;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such credential. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class UnknownCredentialException extends RuntimeException {
    UnknownCredentialException() {
        super("There is no such credential.");
    }
}
