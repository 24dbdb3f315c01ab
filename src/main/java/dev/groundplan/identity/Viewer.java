package dev.groundplan.identity;

import java.util.Map;
import java.util.Set;

/**
 * The person who asks, with what they may do right now: read from the database for every request,
 * so that a lost role counts at once. Controllers take it as a method parameter.
 *
 * @param roles by team; a team that is absent is foreign and answers 404
 */
public record Viewer(
        PersonId id,
        String username,
        String name,
        Map<TeamId, Role> roles,
        boolean admin,
        boolean auditor) {

    /** Members see their teams, auditors and admins all of them. */
    public boolean sees(TeamId team) {
        return seesAll() || roles.containsKey(team);
    }

    public boolean seesAll() {
        return admin || auditor;
    }

    public boolean mayRequest(TeamId team) {
        return roles.containsKey(team) && roles.get(team).requests();
    }

    /** Only members approve; being an admin is not enough. */
    public boolean mayApprove(TeamId team) {
        return roles.containsKey(team) && roles.get(team).approves();
    }

    public boolean owns(TeamId team) {
        return roles.get(team) == Role.OWNER;
    }

    public Set<TeamId> teams() {
        return roles.keySet();
    }
}
