package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Environments: the list, and each one's page. */
@Controller
@RequestMapping("/environments")
@Allowed(Allowed.To.MEMBERS)
class EnvironmentController {
    private final EnvironmentIndex index;
    private final EnvironmentPage page;
    private final Teams teams;
    private final LiveStreams streams;
    private final People people;

    EnvironmentController(
            EnvironmentIndex index,
            EnvironmentPage page,
            Teams teams,
            LiveStreams streams,
            People people) {
        this.index = index;
        this.page = page;
        this.teams = teams;
        this.streams = streams;
        this.people = people;
    }

    @GetMapping
    String index(Viewer viewer, EnvironmentIndex.Query query, Model model) {
        model.addAttribute(
                "list", index.page(viewer, query, !teams.teamsWhereMayRequest(viewer).isEmpty()));
        return "environments/index";
    }

    @GetMapping("/{id}")
    String show(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tab,
            Model model) {
        model.addAttribute("environment", page.of(viewer, new EnvironmentId(id), tab));
        return "environments/show";
    }

    /** Draws the head again when a run of the environment moved. */
    @GetMapping("/{id}/events")
    SseEmitter follow(Viewer viewer, @PathVariable UUID id) {
        var environment = page.visible(viewer, new EnvironmentId(id)).id();
        return streams.follow(
                viewer,
                new BoardSource(
                        people,
                        viewer.id(),
                        touched -> touched.environment().equals(environment),
                        now ->
                                new ModelAndView(
                                        "environments/_header",
                                        Map.of("environment", page.of(now, environment, null)))));
    }
}
