package dev.groundplan.identity;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such team, or it is none of the asker's business: both look the same. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class UnknownTeamException extends RuntimeException {
    public UnknownTeamException() {
        super("There is no such team.");
    }
}
