package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.ApiToken;
import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.NewToken;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.UnknownTokenException;
import dev.groundplan.identity.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * One's own tokens. A new one is given for username and password (HTTP Basic), never for another
 * token.
 */
@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "Tokens", description = "With which programs act in your name.")
class ApiTokensController {
    private final ApiTokens tokens;

    ApiTokensController(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Operation(
            summary = "List your tokens",
            description = "Those that are not revoked; never the tokens themselves.")
    @Allowed(Allowed.To.MEMBERS)
    List<TokenAnswer> index(Viewer viewer) {
        return tokens.of(viewer.id()).stream().map(TokenAnswer::of).toList();
    }

    @PostMapping
    @Operation(
            summary = "Get a token",
            description =
                    "For a username and a password (HTTP Basic). The token is in this answer only;"
                            + " scopes are read, request, approve and admin.",
            security = @SecurityRequirement(name = "password"))
    @ResponseStatus(HttpStatus.CREATED)
    @Allowed(value = Allowed.To.MEMBERS, scope = TokenScope.ADMIN)
    NewTokenAnswer create(@RequestBody TokenRequest request, Viewer viewer) {
        NewToken created =
                tokens.create(viewer, request.name(), request.chosen(), request.expiresAt());
        ApiToken token = created.token();
        return new NewTokenAnswer(
                token.id(),
                token.name(),
                created.secret(),
                TokenAnswer.words(token),
                token.expiresAt());
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Revoke a token", description = "Counts from the next request on.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allowed(value = Allowed.To.MEMBERS, scope = TokenScope.REQUEST)
    void delete(@PathVariable UUID id, Viewer viewer) {
        tokens.revoke(id, viewer.id(), viewer);
    }

    @ExceptionHandler
    ProblemDetail refused(InvalidFieldsException refused) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        problem.setDetail("The token was not created: see errors.");
        problem.setProperty("errors", refused.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownTokenException unknown) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, String.valueOf(unknown.getMessage()));
    }
}
