package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Theme;
import dev.groundplan.identity.Viewer;
import dev.groundplan.identity.security.ReturnPath;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** One's own name and look. */
@Controller
@RequestMapping("/account")
@Allowed(Allowed.To.MEMBERS)
class AccountController {
    private final People people;
    private final AccountPages pages;

    AccountController(People people, AccountPages pages) {
        this.people = people;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView index(Viewer viewer) {
        return pages.index(viewer);
    }

    @PostMapping
    ModelAndView update(NameForm form, Viewer viewer) {
        try {
            people.rename(viewer.id(), form.name(), form.email(), viewer);
            return new ModelAndView("redirect:/account");
        } catch (InvalidFieldsException refused) {
            return pages.page(
                    viewer,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Map.of("form", form, "problems", refused.problems()));
        }
    }

    @PostMapping("/theme")
    String theme(
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "/account") String back,
            Viewer viewer) {
        Theme chosen =
                Theme.of(theme)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        people.chooseTheme(viewer, chosen);
        return "redirect:" + ReturnPath.of(back);
    }
}
