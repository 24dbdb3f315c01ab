package dev.groundplan.identity.security;

import dev.groundplan.identity.ApiToken;
import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.CurrentPerson;
import dev.groundplan.identity.People;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes the owner of a valid bearer token the person of the request, with no more rights than the
 * token has.
 */
class TokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final ApiTokens tokens;
    private final People people;
    private final Clock clock;

    TokenFilter(ApiTokens tokens, People people, Clock clock) {
        this.tokens = tokens;
        this.people = people;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        secret(request).flatMap(tokens::use).ifPresent(token -> signIn(token, request));
        chain.doFilter(request, response);
    }

    private static Optional<String> secret(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private void signIn(ApiToken token, HttpServletRequest request) {
        Optional<CurrentPerson> owner =
                people.current(token.owner()).filter(person -> !person.mustChangePassword());
        owner.ifPresent(
                person -> {
                    person.narrowedTo(token.scopes()).attachTo(request);
                    SecurityContextHolder.setContext(context(person));
                });
    }

    private SecurityContext context(CurrentPerson person) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        SignedIn principal = new SignedIn(person.viewer().id().value(), clock.instant());
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(
                        principal, null, AuthorityUtils.NO_AUTHORITIES));
        return context;
    }
}
