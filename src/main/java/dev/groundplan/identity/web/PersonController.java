package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.LastAdminException;
import dev.groundplan.identity.People;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One person, and what an administrator does about them. */
@Controller
@RequestMapping("/people/{id}")
@Allowed(Allowed.To.ADMINS)
class PersonController {
    private final People people;
    private final ApiTokens tokens;
    private final PersonPages pages;

    PersonController(People people, ApiTokens tokens, PersonPages pages) {
        this.people = people;
        this.tokens = tokens;
        this.pages = pages;
    }

    @GetMapping
    @Allowed(Allowed.To.AUDITORS)
    ModelAndView show(@PathVariable UUID id, Viewer viewer) {
        return pages.show(new PersonId(id), viewer);
    }

    @PostMapping
    ModelAndView update(@PathVariable UUID id, NameForm form, Viewer viewer) {
        PersonId person = new PersonId(id);
        try {
            people.rename(person, form.name(), form.email(), viewer);
            return back(id);
        } catch (InvalidFieldsException refused) {
            Map<String, Object> more = Map.of("form", form, "problems", refused.problems());
            return pages.page(person, viewer, HttpStatus.UNPROCESSABLE_CONTENT, more);
        }
    }

    @PostMapping("/rights")
    ModelAndView rights(@PathVariable UUID id, RightsForm form, Viewer viewer) {
        return change(
                id, viewer, () -> people.changeRights(new PersonId(id), form.rights(), viewer));
    }

    @PostMapping("/disabling")
    ModelAndView disable(@PathVariable UUID id, Viewer viewer) {
        return change(id, viewer, () -> people.disable(new PersonId(id), viewer));
    }

    @PostMapping("/enabling")
    ModelAndView enable(@PathVariable UUID id, Viewer viewer) {
        return change(id, viewer, () -> people.enable(new PersonId(id), viewer));
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(@PathVariable UUID id, Viewer viewer) {
        return change(id, viewer, () -> people.signOutEverywhere(new PersonId(id), viewer));
    }

    @PostMapping("/password-reset")
    ModelAndView resetPassword(@PathVariable UUID id, Viewer viewer) {
        String password = people.resetPassword(new PersonId(id), viewer);
        return pages.withPassword(new PersonId(id), viewer, HttpStatus.OK, password);
    }

    @PostMapping("/tokens/{token}/revocation")
    ModelAndView revokeToken(@PathVariable UUID id, @PathVariable UUID token, Viewer viewer) {
        return change(id, viewer, () -> tokens.revoke(token, new PersonId(id), viewer));
    }

    private ModelAndView change(UUID id, Viewer viewer, Runnable change) {
        try {
            change.run();
            return back(id);
        } catch (LastAdminException refused) {
            Map<String, String> more = Map.of("problem", String.valueOf(refused.getMessage()));
            return pages.page(new PersonId(id), viewer, HttpStatus.CONFLICT, more);
        }
    }

    private static ModelAndView back(UUID id) {
        return new ModelAndView("redirect:/people/" + id);
    }
}
