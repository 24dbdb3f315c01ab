package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.security.DemoPeople;
import dev.groundplan.identity.security.ReturnPath;
import dev.groundplan.identity.security.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * "Continue as approver": the passwords of the demo are no secret, so typing them proves nothing.
 */
@Controller
@Profile("demo")
@Allowed(Allowed.To.EVERYONE)
class DemoSwitchController {
    private final People people;
    private final SignIn signIn;

    DemoSwitchController(People people, SignIn signIn) {
        this.people = people;
        this.signIn = signIn;
    }

    @PostMapping("/demo/switch")
    String create(
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        signIn.as(demoPerson(person), request, response);
        return "redirect:" + ReturnPath.of(back);
    }

    private Person demoPerson(String username) {
        return people.byUsername(username)
                .filter(
                        found ->
                                DemoPeople.usernames().contains(found.username())
                                        && !found.disabled())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
