package dev.groundplan.run.api;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import dev.groundplan.identity.TokenScope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

/** Programs that act for the people of the demo. */
@Lazy
class ApiClients {
    private final People people;
    private final ApiTokens tokens;
    private final JsonMapper json;
    private final org.springframework.core.env.Environment settings;

    ApiClients(
            People people,
            ApiTokens tokens,
            JsonMapper json,
            org.springframework.core.env.Environment settings) {
        this.people = people;
        this.tokens = tokens;
        this.json = json;
        this.settings = settings;
    }

    /** With every scope that the person can use. */
    ApiClient of(String username) {
        return of(username, EnumSet.allOf(TokenScope.class));
    }

    ApiClient of(String username, Set<TokenScope> scopes) {
        var owner =
                people.current(people.byUsername(username).orElseThrow().id())
                        .orElseThrow()
                        .viewer();
        var token = tokens.create(owner, "Test", scopes, Instant.now().plus(Duration.ofDays(1)));
        return withToken("Bearer " + token.secret());
    }

    ApiClient withToken(String authorization) {
        var port = settings.getRequiredProperty("local.server.port", Integer.class);
        return new ApiClient("http://127.0.0.1:" + port, authorization, json);
    }
}
