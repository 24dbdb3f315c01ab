package dev.groundplan.identity.security;

import dev.groundplan.identity.CurrentPerson;
import dev.groundplan.identity.People;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The person who sent a right password with HTTP Basic; a one-time password is for browsers only.
 */
class ProgramPersonFilter extends OncePerRequestFilter {
    private final People people;

    ProgramPersonFilter(People people) {
        this.people = people;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
            people.current(signedIn.person()).ifPresent(person -> attach(person, request));
        }
        chain.doFilter(request, response);
    }

    private static void attach(CurrentPerson person, HttpServletRequest request) {
        if (person.mustChangePassword()) {
            throw new AccessDeniedException(
                    "Sign in with a browser first and replace your one-time password.");
        }
        person.attachTo(request);
    }
}
