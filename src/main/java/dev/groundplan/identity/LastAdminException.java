package dev.groundplan.identity;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Refuses the change after which nobody could administer the portal. */
@ResponseStatus(HttpStatus.CONFLICT)
public class LastAdminException extends RuntimeException {
    LastAdminException(String username) {
        super(username + " is the last administrator. Make somebody else an administrator first.");
    }
}
