package dev.groundplan.identity.security;

import dev.groundplan.identity.LoginFailed;
import dev.groundplan.identity.LoginSucceeded;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks a username and password. Unknown, disabled and wrong look the same, in words and in time.
 */
@Component
class PasswordLogin implements AuthenticationProvider {
    private final People people;
    private final LoginThrottle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordLogin(
            People people, LoginThrottle throttle, ApplicationEventPublisher events, Clock clock) {
        this.people = people;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String username = People.normalized(attempt.getName());
        String address = address(attempt);
        throttle.begin(username, address);
        Person person = check(username, String.valueOf(attempt.getCredentials())).orElse(null);
        if (person == null) {
            events.publishEvent(new LoginFailed(username, address));
            throw new BadCredentialsException("Wrong username or password.");
        }
        throttle.succeeded(username, address);
        people.signedIn(person.id());
        events.publishEvent(new LoginSucceeded(person.id(), username, address));
        return signedIn(person, attempt.getDetails());
    }

    private Optional<Person> check(String username, String password) {
        Optional<Person> person = people.byUsername(username).filter(found -> !found.disabled());
        boolean right = people.hasPassword(person.map(Person::id).orElse(null), password);
        return person.filter(found -> right);
    }

    Authentication signedIn(Person person, @Nullable Object details) {
        var authentication =
                UsernamePasswordAuthenticationToken.authenticated(
                        new SignedIn(person.id().value(), clock.instant()),
                        null,
                        AuthorityUtils.NO_AUTHORITIES);
        authentication.setDetails(details);
        return authentication;
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
