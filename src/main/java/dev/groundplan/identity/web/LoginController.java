package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login page; Spring Security takes the form itself. */
@Controller
@Allowed(Allowed.To.EVERYONE)
class LoginController {
    @GetMapping("/login")
    String index(@Nullable Viewer viewer, HttpServletRequest request, Model model) {
        if (viewer != null) {
            return "redirect:/";
        }
        model.addAttribute("refusal", LoginPage.problem(request));
        model.addAttribute("reason", LoginPage.notice(request));
        return "login/index";
    }
}
