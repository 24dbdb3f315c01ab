package dev.groundplan.run.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Runs: the history, and each one's page. */
@Controller
@RequestMapping("/runs")
@Allowed(Allowed.To.MEMBERS)
class RunController {
    private final RunHistory history;
    private final RunPage page;

    RunController(RunHistory history, RunPage page) {
        this.history = history;
        this.page = page;
    }

    @GetMapping
    String index(Viewer viewer, RunHistory.Query query, Model model) {
        model.addAttribute("list", history.page(viewer, query));
        return "runs/index";
    }

    @GetMapping("/{id}")
    String show(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Integer from,
            Model model) {
        model.addAttribute(
                "run",
                page.of(
                        viewer,
                        new RunId(id),
                        PlanQuery.of(q, action, from),
                        DecisionBox.Tried.NOTHING));
        return "runs/show";
    }
}
