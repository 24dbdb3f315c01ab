package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.RunRequests;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Checks for drift. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class EnvironmentCheckController {
    private final RunRequests requests;

    EnvironmentCheckController(RunRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/environments/{id}/checks")
    String check(Viewer viewer, @PathVariable UUID id, RedirectAttributes flash) {
        try {
            return "redirect:/runs/" + requests.refresh(viewer, new EnvironmentId(id), "").id();
        } catch (InvalidRequestException e) {
            flash.addFlashAttribute("problem", e.getMessage());
            return "redirect:/environments/" + id;
        }
    }
}
