package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The teams that the viewer sees; administrators create new ones. */
@Controller
@RequestMapping("/teams")
@Allowed(Allowed.To.ADMINS)
class TeamsController {
    private final Teams teams;

    TeamsController(Teams teams) {
        this.teams = teams;
    }

    @GetMapping
    @Allowed(Allowed.To.MEMBERS)
    ModelAndView index(Viewer viewer) {
        var rows =
                teams.seenBy(viewer).stream()
                        .map(team -> TeamRow.of(team, teams.membersOf(team.id()), viewer))
                        .toList();
        return new ModelAndView("teams/index", Map.of("teams", rows, "mayCreate", viewer.admin()));
    }

    @GetMapping("/new")
    ModelAndView newTeam() {
        return form(TeamForm.EMPTY, HttpStatus.OK, Map.of());
    }

    @PostMapping
    ModelAndView create(TeamForm form, Viewer viewer) {
        try {
            Team team = teams.create(form.name(), form.title(), viewer);
            return new ModelAndView("redirect:/teams/" + team.id().value());
        } catch (InvalidFieldsException refused) {
            return form(form, HttpStatus.UNPROCESSABLE_CONTENT, refused.problems());
        }
    }

    private static ModelAndView form(
            TeamForm form, HttpStatus status, Map<String, String> problems) {
        return new ModelAndView("teams/new", Map.of("form", form, "problems", problems), status);
    }
}
