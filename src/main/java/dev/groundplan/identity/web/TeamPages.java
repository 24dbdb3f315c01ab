package dev.groundplan.identity.web;

import dev.groundplan.identity.Role;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.TeamMember;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of one team. */
@Component
class TeamPages {
    private final Teams teams;

    TeamPages(Teams teams) {
        this.teams = teams;
    }

    /** More replaces what the page shows otherwise: form, memberForm, problems. */
    ModelAndView page(TeamId id, Viewer viewer, HttpStatus status, Map<String, ?> more) {
        Team team = teams.get(id, viewer);
        List<TeamMember> members = teams.membersOf(id);
        Map<String, Object> model = new HashMap<>();
        model.put("team", TeamRow.of(team, members, viewer));
        model.put("members", members.stream().map(MemberRow::of).toList());
        model.put("roles", List.of(Role.values()));
        model.put("mayManage", Teams.mayManage(id, viewer));
        model.put("seesPeople", viewer.seesAll());
        model.put("form", new TeamForm(team.name(), team.title()));
        model.put("memberForm", MemberForm.EMPTY);
        model.put("problems", Map.of());
        model.putAll(more);
        return new ModelAndView("teams/show", model, status);
    }
}
