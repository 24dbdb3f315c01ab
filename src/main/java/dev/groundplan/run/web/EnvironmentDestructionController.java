package dev.groundplan.run.web;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.NotAllowedException;
import dev.groundplan.run.RunRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Requests to destroy an environment: its name is typed before anything is even planned. */
@Controller
@RequestMapping("/environments/{id}/destruction")
@Allowed(Allowed.To.MEMBERS)
class EnvironmentDestructionController {
    private static final int NAMED = 10;
    private final EnvironmentPage page;
    private final EnvironmentSteps steps;
    private final RunRequests requests;
    private final Teams teams;

    EnvironmentDestructionController(
            EnvironmentPage page, EnvironmentSteps steps, RunRequests requests, Teams teams) {
        this.page = page;
        this.steps = steps;
        this.requests = requests;
        this.teams = teams;
    }

    @GetMapping
    ModelAndView ask(Viewer viewer, @PathVariable UUID id) {
        var environment = page.visible(viewer, new EnvironmentId(id));
        if (!viewer.mayRequest(environment.teamId())) {
            throw new NotAllowedException(
                    "Only requesters and owners of the team can have its environments destroyed.");
        }
        return page(viewer, environment, "", null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView request(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirmation,
            @RequestParam(defaultValue = "") String reason) {
        var environment = page.visible(viewer, new EnvironmentId(id));
        try {
            var run =
                    requests.destroyOnce(
                            viewer, environment.id(), confirmation.strip(), reason.strip());
            return new ModelAndView("redirect:/runs/" + run.id());
        } catch (InvalidRequestException e) {
            return page(
                    viewer, environment, reason, e.getMessage(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Viewer viewer,
            Environment environment,
            String reason,
            @Nullable String problem,
            HttpStatus status) {
        var url = "/environments/" + environment.id();
        var team = teams.get(environment.teamId()).title();
        var answer = new ModelAndView("environments/destroy", status);
        answer.addObject(
                "destroy",
                new DestroyView(
                        environment.name(),
                        page.of(viewer, environment.id(), null).head().kind()
                                + " · "
                                + environment.tier(),
                        url,
                        url + "/destruction",
                        "",
                        List.of(
                                new Link("Environments", "/environments"),
                                new Link(environment.name(), url)),
                        resources(environment),
                        List.of(
                                "The portal plans the removal. Nothing is removed yet.",
                                "An approver of "
                                        + team
                                        + " reviews the plan and types the name too.",
                                "A worker removes exactly what the plan lists."),
                        reason,
                        problem));
        return answer;
    }

    /** By name, as far as a page can hold them. */
    private List<String> resources(Environment environment) {
        var count = steps.countResources(environment.id());
        var names =
                steps.resources(environment.id(), 0, NAMED).stream()
                        .map(resource -> resource.address())
                        .collect(Collectors.toCollection(ArrayList::new));
        if (count > NAMED) {
            names.add("and " + (count - NAMED) + " more");
        }
        return names;
    }
}
