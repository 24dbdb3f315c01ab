package dev.groundplan.identity.security;

import dev.groundplan.identity.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Signs a person of the demo in without a password, in a new session. */
@Component
@Profile("demo")
public class SignIn {
    private final PasswordLogin login;

    SignIn(PasswordLogin login) {
        this.login = login;
    }

    public void as(Person person, HttpServletRequest request, HttpServletResponse response) {
        new SecurityContextLogoutHandler()
                .logout(request, response, SecurityContextHolder.getContext().getAuthentication());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(login.signedIn(person, new WebAuthenticationDetails(request)));
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }
}
