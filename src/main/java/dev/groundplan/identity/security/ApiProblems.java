package dev.groundplan.identity.security;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What programs are told when they are not let in. */
@Component
class ApiProblems {
    private final JsonMapper json;

    ApiProblems(JsonMapper json) {
        this.json = json;
    }

    ApiRefusals basic() {
        return new ApiRefusals(
                json,
                "Basic",
                "Wrong username or password: tokens are given for HTTP Basic credentials only.");
    }

    ApiRefusals bearer() {
        return new ApiRefusals(
                json,
                "Bearer",
                "Send a valid API token as 'Authorization: Bearer gp_…'. You find yours on the account page.");
    }
}
