package dev.groundplan.run.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inbox of those who approve. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class ApprovalsController {
    private final ApprovalsPage page;

    ApprovalsController(ApprovalsPage page) {
        this.page = page;
    }

    @GetMapping("/approvals")
    String index(Viewer viewer, @RequestParam(defaultValue = "waiting") String show, Model model) {
        model.addAttribute("list", page.of(viewer, show.equals("decided")));
        return "approvals/index";
    }
}
