package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.NewPerson;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Everybody who can sign in. */
@Controller
@RequestMapping("/people")
@Allowed(Allowed.To.ADMINS)
class PeopleController {
    private final People people;
    private final PersonPages pages;

    PeopleController(People people, PersonPages pages) {
        this.people = people;
        this.pages = pages;
    }

    @GetMapping
    @Allowed(Allowed.To.AUDITORS)
    ModelAndView index(Viewer viewer) {
        return new ModelAndView(
                "people/index", Map.of("people", pages.rows(), "mayCreate", viewer.admin()));
    }

    @GetMapping("/new")
    ModelAndView newPerson() {
        return form(PersonForm.EMPTY, HttpStatus.OK, Map.of());
    }

    @PostMapping
    ModelAndView create(PersonForm form, Viewer viewer) {
        try {
            NewPerson created =
                    people.create(form.username(), form.name(), form.email(), form.admin(), viewer);
            return pages.withPassword(
                    created.person().id(), viewer, HttpStatus.CREATED, created.password());
        } catch (InvalidFieldsException refused) {
            return form(form, HttpStatus.UNPROCESSABLE_CONTENT, refused.problems());
        }
    }

    private static ModelAndView form(
            PersonForm form, HttpStatus status, Map<String, String> problems) {
        return new ModelAndView("people/new", Map.of("form", form, "problems", problems), status);
    }
}
