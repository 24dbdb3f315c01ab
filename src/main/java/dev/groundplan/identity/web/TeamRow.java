package dev.groundplan.identity.web;

import dev.groundplan.identity.Role;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.TeamMember;
import dev.groundplan.identity.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A team as lists show it.
 *
 * @param approvers how many people can approve: none means that requests of the team wait for ever
 */
record TeamRow(UUID id, String name, String title, int members, long approvers, String myRole) {
    static TeamRow of(Team team, List<TeamMember> members, Viewer viewer) {
        Role mine = viewer.roles().get(team.id());
        return new TeamRow(
                team.id().value(),
                team.name(),
                team.title(),
                members.size(),
                members.stream()
                        .filter(member -> member.role().approves() && !member.disabled())
                        .count(),
                mine == null ? "Not a member" : mine.name().toLowerCase(Locale.ROOT));
    }
}
