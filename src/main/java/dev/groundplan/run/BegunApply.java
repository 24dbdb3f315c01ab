package dev.groundplan.run;

import dev.groundplan.engine.ExecutionId;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * An apply that begins: everything that is needed to know of it again without the database.
 *
 * @param host where it begins
 * @param environmentName for people, should the environment be forgotten too
 * @param request what was asked for
 */
public record BegunApply(
        ExecutionId execution,
        UUID host,
        RunId run,
        Request request,
        String environmentName,
        String step,
        String planDigest,
        Instant at) {

    public EnvironmentId environment() {
        return request.environmentId();
    }

    public PersonId requestedBy() {
        return request.requestedBy();
    }
}
