package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.CurrentPerson;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One's own password; with a one-time password this is the only page that opens. */
@Controller
@RequestMapping("/account/password")
@Allowed(Allowed.To.MEMBERS)
class AccountPasswordController {
    private final People people;

    AccountPasswordController(People people) {
        this.people = people;
    }

    @GetMapping
    ModelAndView edit(HttpServletRequest request) {
        return page(request, HttpStatus.OK, Map.of());
    }

    @PostMapping
    ModelAndView update(
            PasswordForm form, Viewer viewer, HttpSession session, HttpServletRequest request) {
        try {
            refuseTypo(form);
            people.changePassword(viewer, form.current(), form.password(), session.getId());
            return new ModelAndView("redirect:/account");
        } catch (InvalidFieldsException refused) {
            return page(request, HttpStatus.UNPROCESSABLE_CONTENT, refused.problems());
        }
    }

    private static void refuseTypo(PasswordForm form) {
        if (!form.agrees()) {
            throw new InvalidFieldsException(
                    "again", "The two new passwords differ: type the same one twice.");
        }
    }

    private static ModelAndView page(
            HttpServletRequest request, HttpStatus status, Map<String, String> problems) {
        boolean oneTime =
                CurrentPerson.of(request).filter(CurrentPerson::mustChangePassword).isPresent();
        return new ModelAndView(
                "account/password", Map.of("oneTime", oneTime, "problems", problems), status);
    }
}
