package dev.groundplan.run.api;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.environment.Environments;
import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Run;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Whether an open stream may go on: a right that was lost ends it. */
@Component
class StreamRights {
    private static final String BEARER = "Bearer ";
    private final Environments environments;
    private final ApiTokens tokens;
    private final People people;

    StreamRights(Environments environments, ApiTokens tokens, People people) {
        this.environments = environments;
        this.tokens = tokens;
        this.people = people;
    }

    BooleanSupplier of(Run run, Viewer viewer, HttpHeaders headers) {
        var team = environments.get(run.environmentId()).teamId();
        var authorization = requireNonNullElse(headers.getFirst(HttpHeaders.AUTHORIZATION), "");
        var secret = authorization.substring(Math.min(BEARER.length(), authorization.length()));
        return () -> isValid(secret.strip()) && sees(viewer, team);
    }

    private boolean isValid(String secret) {
        return tokens.use(secret)
                .filter(token -> token.scopes().contains(TokenScope.READ))
                .isPresent();
    }

    private boolean sees(Viewer viewer, TeamId team) {
        return people.current(viewer.id()).filter(person -> person.viewer().sees(team)).isPresent();
    }
}
