package dev.groundplan.identity.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * One team: its members see it, its owners and administrators change it (checked by {@link Teams}).
 */
@Controller
@RequestMapping("/teams/{id}")
@Allowed(Allowed.To.MEMBERS)
class TeamController {
    private final Teams teams;
    private final TeamPages pages;

    TeamController(Teams teams, TeamPages pages) {
        this.teams = teams;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id, Viewer viewer) {
        return pages.page(new TeamId(id), viewer, HttpStatus.OK, Map.of());
    }

    @PostMapping
    ModelAndView update(@PathVariable UUID id, TeamForm form, Viewer viewer) {
        return change(
                id, viewer, () -> teams.rename(new TeamId(id), form.title(), viewer), "form", form);
    }

    @PostMapping("/members")
    ModelAndView setMember(@PathVariable UUID id, MemberForm form, Viewer viewer) {
        return change(
                id,
                viewer,
                () -> teams.setMember(new TeamId(id), form.username(), form.role(), viewer),
                "memberForm",
                form);
    }

    @PostMapping("/members/{person}/removal")
    ModelAndView removeMember(@PathVariable UUID id, @PathVariable UUID person, Viewer viewer) {
        teams.removeMember(new TeamId(id), new PersonId(person), viewer);
        return new ModelAndView("redirect:/teams/" + id);
    }

    private ModelAndView change(
            UUID id, Viewer viewer, Runnable change, String formName, Object form) {
        try {
            change.run();
            return new ModelAndView("redirect:/teams/" + id);
        } catch (InvalidFieldsException refused) {
            Map<String, Object> more = Map.of(formName, form, "problems", refused.problems());
            return pages.page(new TeamId(id), viewer, HttpStatus.UNPROCESSABLE_CONTENT, more);
        }
    }
}
