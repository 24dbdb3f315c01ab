package dev.groundplan.identity.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import dev.groundplan.identity.CurrentPerson;
import dev.groundplan.identity.People;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the person of a session from the database for every request. A session that is older than
 * twelve hours, or whose person is gone or disabled, ends here; a one-time password opens only the
 * page that replaces it.
 */
class CurrentPersonFilter extends OncePerRequestFilter {
    static final Duration LONGEST_SESSION = Duration.ofHours(12);

    private static final String NEW_PASSWORD = "/account/password";
    private static final RequestMatcher OPEN_TO_ONE_TIME_PASSWORDS =
            new OrRequestMatcher(
                    pathPattern(NEW_PASSWORD),
                    pathPattern("/account/theme"),
                    pathPattern("/login"),
                    pathPattern("/logout"),
                    pathPattern("/error"));

    private final People people;
    private final Clock clock;

    CurrentPersonFilter(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false; // error pages show the menu of the person too
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<CurrentPerson> person = person(signedIn);
        if (person.isEmpty()) {
            SessionEnd.mark(request);
            new SecurityContextLogoutHandler().logout(request, response, authentication);
            chain.doFilter(request, response);
            return;
        }
        person.get().attachTo(request);
        if (person.get().mustChangePassword() && !OPEN_TO_ONE_TIME_PASSWORDS.matches(request)) {
            SessionEnd.sendTo(NEW_PASSWORD, request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<CurrentPerson> person(SignedIn signedIn) {
        boolean tooOld = signedIn.since().plus(LONGEST_SESSION).isBefore(clock.instant());
        return tooOld ? Optional.empty() : people.current(signedIn.person());
    }
}
